class C:
    def __call__(self, *a, **k): return 'instance', a, k
    def m(self, x): return 'method', x
    @classmethod
    def c(cls, x): return cls.__name__, x
    @staticmethod
    def s(x): return 'static', x
c = C()
for f in [c, c.m, C.c, c.c, C.s, c.s, lambda x: ('lambda', x), int, str, [].append, len, 'abc'.find, dict.fromkeys, print, type, C().__call__]:
    try:
        r = f('a')
        print(callable(f), r if not isinstance(r, type) else r.__name__)
    except Exception as e: print(type(e).__name__, e)
print(C.m(c, 5), C.__call__(c, 1, k=2))
for x in [1, 'a', None, [], (), {}, c.m(1)]:
    try: x()
    except TypeError as e: print(e, callable(x))
class D: pass
d = D()
d.__call__ = lambda: 'instance attr'
try: d()
except TypeError as e: print(e)
D.__call__ = lambda self: 'class attr'
print(d())
bound = c.m
print(bound.__self__ is c, bound.__func__ is C.m, bound == c.m, bound is c.m, hash(bound) == hash(c.m))
import functools
p = functools.partial(print, 'p', sep=':')
p('q', 'r')
print(list(map(c.m, 'xy')), [*map(C, [])])
class E(int):
    def __call__(self, n): return self + n
print(E(5)(6))
class N:
    __call__ = None
try: N()()
except TypeError as e: print(e)
print(callable(N()), callable(N))
class Chain:
    def __init__(self, v=()): self.v = v
    def __call__(self, x): return Chain(self.v + (x,))
print(Chain()(1)(2)(3).v)
