import functools
calls = []
@functools.lru_cache(maxsize=2)
def f(x, y=0): calls.append(x); return x + y
print(f(1), f(1), f(2), f(3), f(1), f(1.0), f(x=1), calls, f.cache_info(), f.cache_parameters(), f.__wrapped__(9))
f.cache_clear(); print(f.cache_info())
@functools.lru_cache(typed=True)
def g(x): return type(x).__name__
print(g(1), g(1.0), g(True), g.cache_info().currsize)
@functools.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(100), fib.cache_info().hits)
try: f([])
except TypeError as e: print(e)
@functools.singledispatch
def show(x): return f'object {x}'
@show.register
def _(x: int): return f'int {x}'
@show.register(list)
@show.register(tuple)
def _(x): return f'seq {len(x)}'
class Sub(int): pass
print(show(1), show('a'), show([1]), show((1, 2)), show(True), show(Sub(3)), show.dispatch(bool) is show.dispatch(int), list(show.registry)[:2])
class C:
    @functools.singledispatchmethod
    def m(self, x): return 'default'
    @m.register
    def _(self, x: str): return 'str ' + x
    @functools.cached_property
    def cp(self): calls.append('cp'); return len(calls)
c = C(); print(c.m(1), c.m('z'), c.cp == c.cp)
@functools.total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __gt__(self, o): return self.v > o.v
print(T(1) < T(2), T(1) >= T(1), T(2) <= T(1))
def deco(fn):
    @functools.wraps(fn, updated=())
    def w(*a): 'w doc'; return fn(*a)
    return w
@deco
def named(a: int) -> str: 'named doc'; return a
print(named.__name__, named.__doc__, named.__annotations__, named.__wrapped__(5), functools.WRAPPER_ASSIGNMENTS)
print(functools.reduce(lambda a, b: a * 10 + b, [1, 2, 3]), sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b))))
