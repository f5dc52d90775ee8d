def f(a, b, c):
    x = a + b
    y = x * c
    z = y - a
    w = z // 3 if z else 0
    return x, y, z, w
inputs = [(1, 2, 3), (1.5, 2, 3), (2 ** 62, 2 ** 62, 1), (1, 2, 0.5), (True, False, 2), (-5, 3, -2), (10 ** 20, 1, 1), (0, 0, 0)]
for _ in range(40): f(1, 2, 3)
for i in inputs: print(f(*i))
for _ in range(40): f(1.5, 2.5, 3.5)
for i in inputs[:4]: print(f(*i))
class N:
    def __init__(self, v): self.v = v
    def __add__(self, o): return N(self.v + getattr(o, 'v', o))
    def __mul__(self, o): return N(self.v * o)
    def __sub__(self, o): return N(self.v - getattr(o, 'v', o))
    def __floordiv__(self, o): return N(self.v // o)
print([q.v for q in f(N(5), 2, 3)])
def loop(n, vals):
    t, k = 0, 0
    for i in range(n):
        v = vals[k]
        k = k + 1 if k + 1 < len(vals) else 0
        t = t + v
        if t == t + 1: t = 0
    return t
for _ in range(20): loop(30, [1, 2])
print(loop(60, [1, 2, 3]), loop(60, [1, 2.5]), loop(10, [2 ** 62]), loop(30, [True, 0.5, -1]), loop(5, [1e300, 1e308]))
def attr(o, n):
    t = 0
    for i in range(n):
        t += o.v
        if i == n // 2: o.v = o.v + 0.5
    return t
for _ in range(20): attr(N(1), 10)
print(attr(N(1), 10), attr(N(2 ** 62), 6), attr(N(1.5), 6))
def idx(l, n):
    t = 0
    for i in range(n): t += l[i % 3]
    return t
for _ in range(20): idx([1, 2, 3], 10)
print(idx((1, 2, 3), 10), idx([1, 2.5, 3], 10), idx(range(5, 8), 10), idx({0: 1, 1: 2, 2: 3}, 10), idx(b'abc', 10), idx([2 ** 62] * 3, 5))
def call(fn, n):
    t = 0
    for i in range(n): t += fn(i)
    return t
for _ in range(20): call(abs, 10)
print(call(abs, 10), call(lambda v: v * 2, 10), call(float, 10), call(int, 10), call(N(1).__add__, 1) if 0 else call(bool, 10), call([5, 6, 7].__getitem__, 3))
