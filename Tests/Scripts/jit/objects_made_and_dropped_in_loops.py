class P:
    __slots__ = ('x', 'y')
    def __init__(self, x, y): self.x = x; self.y = y
    def plus(self, o): return P(self.x + o.x, self.y + o.y)
class Q:
    def __init__(self, **k): self.__dict__.update(k)
def walk(n):
    p = P(0, 0); d = P(1, 0.5)
    for i in range(n):
        p = p.plus(d)
        if i % 10 == 9: d = P(-d.y, d.x)
    return p.x, p.y
for _ in range(5): walk(20)
print(walk(100), walk(7))
def kinds(n):
    out = []
    for i in range(n):
        o = Q(a=i) if i % 2 else Q(a=i, b=i * 2) if i % 3 else Q(b=1, a='s')
        out.append((o.a, getattr(o, 'b', None), len(vars(o))))
    return out[-4:]
for _ in range(5): kinds(10)
print(kinds(61))
def tuples(n):
    t = (0, 1)
    for i in range(n): t = (t[1], t[0] + t[1], i)[:2]
    return t
for _ in range(5): tuples(20)
print(tuples(100))
def closures(n):
    total = 0
    for i in range(n):
        def f(x, k=i): return x + k + total % 3
        total += f(1)
    return total
for _ in range(5): closures(20)
print(closures(100))
def dicts(n):
    last = {}
    for i in range(n):
        d = {'i': i, **last}; last = {k: d[k] for k in list(d)[:3]}; last[f'k{i % 4}'] = [i]
    return last
for _ in range(5): dicts(10)
print(dicts(50))
def exc(n):
    c = 0
    for i in range(n):
        try: raise ValueError(i, P(i, i))
        except ValueError as e: c += e.args[1].x
    return c
print(exc(60))
