def total(items):
    t = 0
    for x in items: t = t + x
    return t
for _ in range(40): total([1, 2, 3, 4])
print(total([1, 2.5, 3]), total([1, 2, 2 ** 62, 2 ** 62]), total([True, False, True]), total([1.5, 2, 1j]), total([]))
class Money:
    def __init__(self, v): self.v = v
    def __add__(self, o): return Money(self.v + getattr(o, 'v', o))
    __radd__ = __add__
print(total([1, Money(5), 0.25]).v)
def acc(n, start):
    x = start
    for i in range(n):
        x = x + 1
        if i == n // 2: x = x * 1.0
    return x
for _ in range(30): acc(20, 0)
print(acc(20, 0), acc(21, 5), acc(20, 2 ** 62 - 3), acc(3, 1.5), acc(4, True))
def strs(n):
    s = ''
    for i in range(n): s = s + 'ab' if i % 3 else s + 'c'
    return s
for _ in range(30): strs(10)
print(strs(10), len(strs(500)))
def cmp(a, b):
    out = 0
    i = 0
    while i < 50:
        if a < b: out += 1
        if a == b: out += 10
        a, b = b, a
        i += 1
    return out
print([cmp(*p) for p in ((1, 2), (1.0, 2), (2, 2.0), ('a', 'b'), (2 ** 70, 1), ((1,), (2,)), (float('nan'), 1), (True, 0))])
try: total([1, 'x'])
except TypeError as e: print(e)
