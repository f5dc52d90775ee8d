for s in ["stra\xdfe", "\ufb01x", "\u0130I\u0131i", "\u01c5a \u01c6", "\u03a3\u0391\u03a3 \u03a3", "\u0391\u03a3.", "\u13a0\uab70", "o'neil they're 3rd"]:
    print(*[ascii(f()) for f in (s.lower, s.upper, s.title, s.swapcase, s.capitalize, s.casefold)])
