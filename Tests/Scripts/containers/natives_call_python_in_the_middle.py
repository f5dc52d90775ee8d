from itertools import chain, islice, starmap, accumulate, takewhile
from functools import reduce, lru_cache
def gen(n):
    for i in range(n): yield i
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return It2(self.n)
class It2:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1; return self.i
class Num:
    def __init__(self, v): self.v = v
    def __add__(self, o): return Num(self.v + (o.v if isinstance(o, Num) else o))
    __radd__ = __add__
    def __repr__(self): return f'Num({self.v})'
print(sum(gen(5)), sum(It(4)), sum((Num(i) for i in range(3))), sum([Num(1), 2, Num(3)]), sum([], Num(5)))
print(list(map(lambda x: x * 2, map(lambda x: x + 1, gen(3)))), list(map(lambda a, b: (a, b), gen(3), It(3))), list(zip(gen(3), It(9), 'abc')), list(enumerate(It(2))))
print(list(filter(lambda x: x % 2, gen(6))), list(filter(None, gen(3))), [x for x in map(str, filter(lambda x: x, It(3)))])
print(max(gen(5), key=lambda x: -x), min(It(3), key=lambda x: -x), min([3, 1, 2], key=lambda x: x), max(gen(0), default='none'))
print(sorted(gen(4), key=lambda x: -x), sorted(It(3), reverse=True), reduce(lambda a, b: a + b, gen(5)), reduce(lambda a, b: a + b, It(3), 100))
print(tuple(gen(3)), list(It(3)), set(gen(3)), frozenset(gen(2)), dict((i, i) for i in gen(2)), dict(((i, i) for i in gen(1)), k=1), ','.join(str(i) for i in gen(3)), any(x > 1 for x in gen(3)), all(x < 2 for x in gen(3)))
print(list(chain(gen(2), It(2), 'ab')), list(chain.from_iterable(gen(i) for i in range(3))), list(islice(gen(9), 2, 8, 3)), list(islice(It(5), 2)), list(starmap(lambda a, b: a + b, ((i, i) for i in gen(3)))), list(accumulate(gen(4), lambda a, b: a + b)), list(accumulate(Num(i) for i in gen(3))), list(takewhile(lambda x: x < 2, gen(5))))
it = map(lambda x: x, gen(2)); print(next(it), next(it), next(it, 'end')); 
try: next(it)
except StopIteration as e: print('stop', e.args)
try: it.__next__()
except StopIteration as e: print('stop', e.args)
def deleg():
    r = yield from map(lambda x: x + 1, gen(3)); print('result', r); yield from filter(lambda x: x, gen(2))
print(list(deleg()))
def bad():
    yield 1
    raise KeyError('inside')
for f in (lambda: sum(bad()), lambda: list(bad()), lambda: list(map(str, bad())), lambda: tuple(bad()), lambda: sorted(bad()), lambda: max(bad()), lambda: list(zip(bad(), 'abc')), lambda: ''.join(str(x) for x in bad()), lambda: list(filter(lambda x: 1 // 0, [1])), lambda: sorted([1, 2], key=lambda x: 1 // 0), lambda: reduce(lambda a, b: 1 // 0, gen(3)), lambda: max([1, 2], key=lambda x: 1 // 0), lambda: list(chain(bad())), lambda: dict(bad())):
    try: print(f())
    except (KeyError, ZeroDivisionError, TypeError) as e: print(type(e).__name__, e)
l = [3, 1, 2]
try: l.sort(key=lambda x: 1 // (x - 1))
except ZeroDivisionError: print(l)
l.sort(key=lambda x: (l, -x)[1]); print(l)
for x in map(lambda v: v * 10, gen(3)):
    for y in zip(gen(2), map(str, It(2))): print(x, y, end=' ')
print()
a, b, c = map(lambda x: x + 1, gen(3)); print(a, b, c, [*map(lambda x: x, gen(2))], {*gen(2)}, (lambda *a: a)(*map(str, gen(3))), 2 in map(lambda x: x, gen(3)))
@lru_cache(None)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(400), depth.cache_info())
def nested(n): return sum(map(lambda i: nested(n - 1) if i == 0 else 1, gen(2))) if n else 1
print(nested(50))
class L(list):
    def __init__(self, x): super().__init__(y * 2 for y in x); self.done = True
print(L(gen(3)), L([1]).done)
class T(tuple):
    def __new__(cls, x): return super().__new__(cls, (y + 1 for y in x))
print(T(gen(3)), type(T([1])))
class D(dict):
    def __init__(self, *a, **k): super().__init__(*a, **k); self.n = len(self)
print(D(((i, i) for i in gen(2)), z=1).n)
def stopper(x):
    if x == 2: raise StopIteration
    return x
print(list(map(stopper, gen(5))), list(map(stopper, [0, 1, 2, 3])))
x = 'kept'
for x in map(lambda v: v, gen(0)): pass
print(x)
for x in map(lambda v: v, gen(2)): pass
print(x)
def deleg2():
    r = yield from It(3); print('It', r)
    r = yield from zip(It(2), gen(5)); print('zip', r)
print(list(deleg2()))
