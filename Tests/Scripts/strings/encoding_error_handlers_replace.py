s = "a\xe9\u20ac\U0001F600\udc80"
for enc in ("ascii", "latin-1", "utf-8", "utf-16-le"):
    for m in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape", "surrogatepass"):
        try: print(enc, m, s.encode(enc, m))
        except UnicodeEncodeError as e: print(enc, m, e.start, e.end, e.reason)
