# len, isinstance and iteration with and without Python code in between.
# len and isinstance through Python code.
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
for n in (0, 5, -1, 2**70, 1.5):
    try: print(len(L(n)))
    except Exception as e: print(type(e).__name__, e)
class Meta(type):
    def __instancecheck__(cls, v): return v == 3
    def __subclasscheck__(cls, c): return [] if c is int else "yes"
class C(metaclass=Meta): pass
print(isinstance(3, C), isinstance(4, C), isinstance(C(), C), isinstance(3, (str, C)), issubclass(int, C), issubclass(str, C), issubclass(str, (int, C)))

# Iteration without frames in between: zip, enumerate, dict views, and their errors.
d = dict(zip("abc", range(3)))
print(list(zip(d.items(), reversed([1, 2, 3]))), sum(d.values()), max(d.values()), list(enumerate(d.values(), 2**62 - 2)), sorted(enumerate("ba"), key=lambda p: p[1]))
try: list(zip([1], [1, 2], strict=True))
except ValueError as e: print(e)
try:
    for k in d.items(): d["z"] = 1
except RuntimeError as e: print(e)
print(any(x > 2 for x in range(5)), all(x < 3 for x in range(5)), sum((x for x in range(10)), 5), max((x for x in [3, 1]), key=lambda x: -x), dict(dict(a=1), b=2), {**{1: 2}})
d = dict.fromkeys(range(20)); c = d.copy(); del d[3]; e = dict(d); e[100] = 1; print(len(c), len(d), len(e), 3 in c, 3 in e, list(c) == list(range(20)))
