import unicodedata as u
for c in "A\xe9\xbd\u0663\u4e00\uac00\ufb01\u0301\u05d0\U0001F600":
    print(u.name(c), u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c), u.decomposition(c), u.decimal(c, None), u.digit(c, None), u.numeric(c, None))
for s in ["e\u0301", "\u1e9b\u0323", "a\u0307\u0323", "\u1100\u1161\u11a8", "\u212b", "\ufb01", "\u0958"]:
    print(*[ascii(u.normalize(f, s)) for f in ("NFC", "NFD", "NFKC", "NFKD")], u.is_normalized("NFC", s))
print(ascii(u.lookup("BULLET")), "\N{GREEK SMALL LETTER ALPHA}" == "\u03b1", u.unidata_version)
for x in ["u.lookup('no such')", "u.name('\\0')", "u.decimal('a')", "u.normalize('X', '')"]:
    try: print(eval(x))
    except Exception as e: print(type(e).__name__, e)
