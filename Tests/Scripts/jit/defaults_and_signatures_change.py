def f(a, b=2, *c, d=4, **e): return a, b, c, d, e
def calls(n):
    for i in range(n):
        r = f(1), f(1, 3), f(1, 2, 3), f(1, d=5), f(a=1, z=9), f(*[1, 2], **{'d': 3})
    return r
print(calls(60))
f.__defaults__ = ('new',)
print(calls(60))
f.__kwdefaults__ = {'d': 'kwnew'}
print(calls(60))
f.__defaults__ = (7, 8)
def g(a, b): return a + b
def callg(n):
    for i in range(n): r = g(i, 1)
    return r
print(callg(60), f())
g.__defaults__ = (5,)
def g1(n):
    for _ in range(n): r = g(1)
    return r
print(g1(60))
g.__defaults__ = (50,)
print(g1(60))
g.__defaults__ = None
try: g1(3)
except TypeError as e: print(e)
g.__code__ = (lambda a, b: (a, b)).__code__
print(callg(60))
g.__code__ = (lambda a, b, c=1: 0).__code__
try: callg(60)
except TypeError as e: print(e)
def h(x, acc=[]):
    acc.append(x)
    return len(acc)
def callh(n):
    for i in range(n): r = h(i)
    return r
print(callh(60), callh(60), h(1, []))
class A:
    def __init__(self, x, y=1): self.v = x, y
def make(n):
    for i in range(n): a = A(i)
    return a.v
print(make(60))
A.__init__.__defaults__ = ('changed',)
print(make(60))
A.__init__ = lambda self, x: setattr(self, 'v', 'replaced init')
print(make(60))
A.__new__ = lambda cls, *a: object.__new__(cls)
print(make(60))
def wrong(n):
    c = 0
    for i in range(n):
        try: g2(1, 2, 3) if i % 2 else g2()
        except TypeError: c += 1
    return c
def g2(a): pass
print(wrong(60))
def kw(n):
    for i in range(n): r = dict(a=i, b=2)['a'] + int('7', base=8) + max(i, 3, key=lambda v: -v)
    return r
print(kw(60))
