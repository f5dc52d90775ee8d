def counter():
    n = 0
    def step(k=1):
        nonlocal n
        n += k
        return n
    return step
c = counter()
print([c() for _ in range(40)][-1], c(5), c(k=7))
def f(a, b=2, *args, c=3, **kw):
    return a + b + c + sum(args) + len(kw)
def loop(n):
    t = 0
    for i in range(n):
        t += f(i)
        t += f(i, 1)
        t += f(i, 1, 2, 3)
        t += f(i, c=9)
        t += f(i, *[1, 2], **{"z": 1})
        t += g(i)
    return t
def g(a, b=4, d=5):
    return a * b + d
print(loop(3), loop(100))
g.__defaults__ = (1, 1)
print(loop(100))
def outer(n):
    fs = []
    for i in range(n):
        def inner(x, i=i): return x + i + n
        fs.append(inner)
    return sum(h(1) for h in fs)
print(outer(5), outer(60))
def locals_seen(n):
    x = 0
    for i in range(n):
        x += i
        d = len(locals())
    return d, x
print(locals_seen(60))
class Base:
    def who(self): return "base"
class Derived(Base):
    def who(self):
        return "derived " + super().who()
d = Derived()
def sup(n):
    r = ""
    for i in range(n): r = d.who()
    return r
print(sup(60))
def ev(n):
    y = 3
    t = 0
    for i in range(n):
        t += eval("y + i")
    return t
print(ev(50))
