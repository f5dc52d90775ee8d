for s in ["", "aXbXc", "\u0416a\u0416", "\U0001F600a\U0001F600"]:
    for n in ["", "X", "a", "\u0416", "\U0001F600", "zz"]:
        print([f(n, *b) for b in ((), (1,), (0, 2), (-2,), (5,), (None, -1)) for f in (s.find, s.rfind, s.count)],
              [s.startswith(n, 1), s.endswith(n, 0, 1), n in s])
try: "abc".index("z")
except ValueError as e: print(e)
print("abc".startswith(("x", "ab")), "abc".endswith(()))
