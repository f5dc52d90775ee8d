import csv, io
print(list(csv.reader(['a,b,"c,d"', '1,"x""y",', '"multi', 'line",2', ''])))
print(list(csv.reader(["a;b;'c;d'"], delimiter=";", quotechar="'")), list(csv.reader(["1,2.5,\"a\""], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a, b"], skipinitialspace=True)))
f = io.StringIO(); w = csv.writer(f); w.writerow(["a", 1, None, 'q"q', "x,y", "l\nm", 2.5]); w.writerows([[""], [1, 2]]); print(repr(f.getvalue()))
f = io.StringIO(); csv.writer(f, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(["a", 1]); csv.writer(f, "excel-tab").writerow(["a", "b c"]); csv.writer(f, quoting=csv.QUOTE_NONE, escapechar="\\").writerow(["a,b"]); print(repr(f.getvalue()))
print(list(csv.DictReader(io.StringIO("x,y\n1,2\n3,4\n")))); f = io.StringIO(); d = csv.DictWriter(f, ["x", "y"]); d.writeheader(); d.writerow({"x": 1, "y": 2}); print(repr(f.getvalue()), csv.list_dialects())
for g in (lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"]), lambda: list(csv.reader([b"a"])), lambda: csv.reader([], delimiter="ab"), lambda: csv.reader([], "nope")):
    try: g()
    except (csv.Error, TypeError) as e: print(type(e).__name__, e)
