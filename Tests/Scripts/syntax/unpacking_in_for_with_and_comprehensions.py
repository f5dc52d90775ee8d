for a, (b, *c), d in [(1, (2, 3, 4), 5), (6, (7,), 8)]: print(a, b, c, d)
for [x, y] in ((1, 2), 'ab'): print(x, y)
for i, in [(1,), [2]]: print(i)
for q.z in [] if False else []: pass
for *h, t in ('abc', [1]): print(h, t)
print([a + b for a, b in zip('ab', 'cd')], {k: v for (k, *_), v in [(('a', 1), 2)]}, [x for x, in [(1,), (2,)]], [(a, b) for a, *b in ['xyz', 'w']], {a for a, _ in [(1, 2), (1, 3)]})
class CM:
    def __init__(self, v): self.v = v
    def __enter__(self): return self.v
    def __exit__(self, *a): return False
with CM((1, [2, 3])) as (a, [b, c]), CM('xy') as (d, e): print(a, b, c, d, e)
with CM([1, 2, 3]) as [f, *g]: print(f, g)
d = {}
for d['key'] in range(3): pass
print(d)
l = [None] * 3
for l[0], l[1] in [(1, 2), (3, 4)]: pass
i = 0
for i, l[i] in [(0, 'a'), (2, 'c')]: pass
print(l)
(a, b), [c, (d, *e)] = [1, 2], (3, 'xyz'); print(a, b, c, d, e)
*a, = 'ab'; [*b] = 'cd'; (c, *d), = [(1, 2)]; print(a, b, c, d)
a = b, *c = 1, 2, 3; print(a, b, c)
x, y = y, x = 1, 2; print(x, y)
for bad in ([1], [1, 2, 3], 5, None, {1}, {'ab': 1, 'cd': 2}, 'abc'):
    try: p, q = bad; print(p, q)
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
for bad in ([], [1]):
    try: p, q, *r = bad
    except ValueError as e: print(e)
def gen():
    yield 1; yield 2; yield 3
try: a, b = gen()
except ValueError as e: print(e)
a, *b = gen(); print(a, b)
