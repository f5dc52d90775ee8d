class A:
    x = [1, {"k": "v"}]
    def __format__(self, spec): return "A<%s>" % spec
    def __repr__(self): return "repr\xe9"
a = A()
print("{} {1}".replace("1", "").format(1, 2), "{0.x[1][k]} {0:spec} {0!a} {0!r:>8}".format(a))
print("{:>{w}.{p}}|{:*^7}|{:<4}|{{}}".format("abcdef", "b", "c", w=6, p=3))
print("{a} {b[0]}".format_map({"a": 1, "b": "xy"}))
for t in ["{", "}", "{0", "{!x}", "{0!rx}", "{} {0}", "{a.}", "{a[}", "{5}", "{a[1]x}", "{:{:{}}}"]:
    try: print(t.format(1, 2, a=a))
    except Exception as e: print(ascii(t), type(e).__name__, e)
for s in ["d", "+", " ", "#", "=5", ",", ".", "xx", "05"]:
    try: print(format("ab", s))
    except ValueError as e: print(s, e)
