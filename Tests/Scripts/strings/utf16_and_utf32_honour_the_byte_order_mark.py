for enc in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7", "utf-8-sig"):
    b = "a\u20ac\U0001F600+-".encode(enc)
    print(enc, b, b.decode(enc) == "a\u20ac\U0001F600+-")
for b, enc in [(b"\xfe\xff\x00A", "utf-16"), (b"A", "utf-16"), (b"\x00\xd8", "utf-16-le"), (b"\x00\xdcAB", "utf-16-le"), (b"\x00\x00\x11\x00", "utf-32-le"), (b"abc", "utf-32")]:
    try: print(ascii(b.decode(enc)))
    except UnicodeDecodeError as e: print(e)
