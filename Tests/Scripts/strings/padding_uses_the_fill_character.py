for s in ["", "ab", "-5", "+\xe9", "\u0416"]:
    print(ascii([s.center(5), s.center(6, "*"), s.ljust(4, "\u2603"), s.rjust(4), s.zfill(5), s.expandtabs()]))
print("a\tb\n\tc".expandtabs(4), b"ab".center(5, b"*"), bytearray(b"-1").zfill(4))
try: "a".center(5, "xy")
except TypeError as e: print(e)
