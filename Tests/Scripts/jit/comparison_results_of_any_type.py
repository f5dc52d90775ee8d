class Vec:
    def __init__(self, *v): self.v = v
    def __lt__(self, o): return [a < o for a in self.v]
    def __eq__(self, o): return Vec(*(a == o for a in self.v)) if isinstance(o, int) else NotImplemented
    def __bool__(self): return all(self.v)
    def __contains__(self, x): return 'yes'
    __hash__ = None
def f(a, b):
    for _ in range(40): r = a < b, a == b, a != b
    return r
for _ in range(3): f(1, 2)
lt, eq, ne = f(Vec(1, 5), 3); print(lt, eq.v, ne, f('a', 'b'), f(1.5, 2), f((1, 2), (1, 3)), f(True, 1), f(2 ** 70, 1.0))
def g(a, b):
    n = 0
    for _ in range(40):
        if a < b: n += 1
        if a == b: n += 100
        if not a != b: n += 10000
        if b in [a]: n += 1000000
        while a == b and n % 7: n -= 1
    return n
for _ in range(3): g(1, 2)
print(g(Vec(1, 1), 1), g(Vec(), 5), g(Vec(1, 2), 1), g(1, 1), g('x', 'x'), g(float('nan'), float('nan')), g(None, None) if 0 else g([], ['z']))
try: g(None, 1)
except TypeError as e: print(e)
class Log:
    def __init__(self, n): self.n = n
    def __lt__(self, o): log.append(f'{self.n}<{getattr(o, "n", o)}'); return self.n < getattr(o, 'n', o)
    def __gt__(self, o): log.append(f'{self.n}>{getattr(o, "n", o)}'); return self.n > getattr(o, 'n', o)
    def __eq__(self, o): log.append('eq'); return NotImplemented
log = []
def h(a, b, n):
    for _ in range(n): r = (a < b), (a > b), (a == b)
    return r
for _ in range(20): h(1, 2, 5)
print(h(Log(1), Log(2), 1), log); log.clear(); print(h(1, Log(2), 1), log); log.clear(); print(h(Log(3), 2.5, 1), log)
def chain(lo, x, hi):
    c = 0
    for _ in range(30): c += lo <= x < hi
    return c
print(chain(0, 5, 10), chain(0, 10, 10), chain('a', 'b', 'c'), chain(0.5, 1, 2 ** 70), chain(-1, True, 1.5))
def mx(l):
    best = l[0]
    for x in l:
        if x > best: best = x
    return best
for _ in range(10): mx([1, 5, 3])
print(mx([1, 5, 3]), mx([1.5, 2, 2 ** 65, 3]), mx('hello'), mx([[1], [2], [1, 9]]), mx([True, False]), mx([(1, 'b'), (1, 'a')]))
try: mx([1, 'a'])
except TypeError as e: print(e)
