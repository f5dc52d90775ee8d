for c in "a A 1 \xb2 \u00bd \u0663 \u2160 \u4e00 _ \u00aa \u01c5 \x85 \xa0 \u3000 \u200b \x7f \xad \ud800 \U0001d7ce".split(" ") + [" ", "", "\t"]:
    print(ascii(c), *[int(getattr(c, "is" + m)()) for m in "alpha decimal digit numeric alnum lower upper title space printable identifier ascii".split()])
