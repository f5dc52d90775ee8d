for b in [b"\xff", b"\xc3", b"\xc3(", b"\xe2\x82", b"\xe2(", b"\xed\xa0\x80", b"\xc0\x80", b"\xf5\x80", b"\xf4\x90\x80\x80", b"\xf0\x9f\x98", b"a\x80b"]:
    try: print(ascii(b.decode()))
    except UnicodeDecodeError as e: print(e, e.start, e.end)
    print(*[ascii(b.decode("utf-8", m)) for m in ("replace", "ignore", "backslashreplace", "surrogateescape")])
print(ascii(b"\xed\xa0\x80".decode("utf-8", "surrogatepass")), b"\xe2\x82\xac\xf0\x9f\x98\x80".decode() == "\u20ac\U0001F600")
