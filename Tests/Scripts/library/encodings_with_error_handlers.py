import io
data = b"caf\xc3\xa9 \xff\xfe \xe2\x82"
for errors in ("replace", "ignore", "surrogateescape", "backslashreplace"):
    print(ascii(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors=errors).read()))
try: io.TextIOWrapper(io.BytesIO(data), encoding="utf-8").read()
except UnicodeDecodeError as e: print(e)
for enc in ("ascii", "latin-1", "utf-8"):
    for errors in ("strict", "replace", "xmlcharrefreplace", "backslashreplace"):
        raw = io.BytesIO(); f = io.TextIOWrapper(raw, encoding=enc, errors=errors)
        try: f.write("é€😀"); f.flush(); print(enc, errors, raw.getvalue())
        except UnicodeEncodeError as e: print(e)
print(io.TextIOWrapper(io.BytesIO("hé\n".encode("utf-16")), encoding="utf-16").readlines())
