x = 'global'
def outer():
    x = 'outer'
    def middle():
        def inner(): return x
        return inner
    def setter(v):
        nonlocal x
        x = v
    return middle(), setter, lambda: x
a, s, b = outer(); print(a(), b()); s('changed'); print(a(), b())
def nested_defaults(n, f=lambda: x): return f(), (lambda n=n: n)()
print(nested_defaults(3))
def loop():
    fs = []
    for i in range(3):
        def f(j=i): return i, j
        fs.append(f)
    return [f() for f in fs]
print(loop())
def cls():
    v = 'closure'
    class K:
        v = 'class'
        def get(self): return v
        w = [v for _ in 'a']
        u = v
    return K().get(), K.w, K.u
print(cls())
def gen():
    n = 0
    def bump(): nonlocal n; n += 1; return n
    while True: yield bump(), n
g = gen(); print(next(g), next(g))
def exc():
    try: raise ValueError('v')
    except ValueError as e: f = lambda: e
    try: return f()
    except NameError as n: return str(n)
print(exc())
def with_del():
    y = 1
    def r(): return y
    before = r(); del y
    try: r()
    except NameError as e: return before, str(e)
print(with_del())
def deep(n):
    if n == 0: return lambda: 0
    f = deep(n - 1)
    return lambda: f() + n
print(deep(50)())
def params(a, b=2, *c, d=4, **e): return lambda: (a, b, c, d, e)
print(params(1, 5, 6, z=7)(), params.__code__.co_cellvars)
def mutual():
    def ev(n): return True if n == 0 else od(n - 1)
    def od(n): return False if n == 0 else ev(n - 1)
    return ev
print(mutual()(10), mutual()(7))
def comp(): k = 3; return [i * k for i in range(3)], {k: v for k, v in [(1, 2)]}, k, (lambda: [k for k in 'ab'])()
print(comp())
def star(): import math as m; from os import sep as s; return (lambda: (m.pi > 3, s))()
print(star(), a.__closure__[0].cell_contents, [c.cell_contents for c in deep(1).__closure__][1:])
