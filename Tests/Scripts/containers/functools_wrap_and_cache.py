import functools
from functools import partial, reduce, lru_cache, cache, cmp_to_key, wraps, total_ordering, singledispatch, cached_property, partialmethod
def f(*a, **k): return a, k
p = partial(f, 1, x=2); print(p(3, y=4), p(x=5), p.args, p.keywords, partial(p, 9)(0), partial(int, base=2)('101'))
print(repr(partial(int, 1, base=2)), partial(p, 7).args, p.func is f); p.attr = 1; print(p.attr, p.__dict__)
for g in (lambda: partial(), lambda: partial(5), lambda: reduce(lambda a, b: a, []), lambda: reduce(5, [1, 2]), lambda: reduce(f, 5)):
    try: print(g())
    except TypeError as e: print(e)
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6), 2), reduce(f, [1]), reduce(max, [3, 9, 2]), reduce(lambda a, x: a + x, (c for c in 'abc'), ''))
calls = []
@lru_cache(maxsize=2)
def g(x, y=0): calls.append(x); return x * 10 + y
print(g(1), g(1), g(2), g(3), g(1), g(1, y=2), g.cache_info(), calls, g.__name__, g.__wrapped__(5)); g.cache_clear(); print(g.cache_info(), g.cache_parameters())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info())
@lru_cache(typed=True)
def h(x): return type(x).__name__
print(h(1), h(1.0), h(True), h.cache_info())
class C:
    @lru_cache(None)
    def m(self, x): return x + 1
    @cached_property
    def cp(self): calls.append('cp'); return 5
    pm = partialmethod(m, 10)
c = C(); print(c.m(1), c.m(1), C.m.cache_info(), c.cp, c.cp, calls.count('cp'), c.pm())
try: g([])
except TypeError as e: print(e)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), cmp_to_key(lambda a, b: a - b)(1) < cmp_to_key(lambda a, b: a - b)(2) if False else '')
K = cmp_to_key(lambda a, b: a - b); print(K(1) < K(2), K(1) == K(1), K(3).obj)
@wraps(f)
def w(): pass
print(w.__name__)
@total_ordering
class T:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2))
@singledispatch
def sd(x): return 'obj'
@sd.register
def _(x: int): return 'int'
@sd.register(list)
def _(x): return 'list'
print(sd(1), sd([]), sd('a'), sd(True))
