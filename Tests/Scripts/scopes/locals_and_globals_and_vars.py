def f(a, b=2):
    c = 3
    return sorted(locals().items())
print(f(1))
def g():
    x = 1
    def h():
        y = x
        return locals()
    return h()
print(g())
def snapshot():
    p = 1
    l = locals()
    p = 2
    return l['p'], locals()['p']
print(snapshot() in [(1, 2), (2, 2)])
class C:
    z = 1
    seen = sorted(k for k in locals() if not k.startswith('__'))
print(C.seen)
print(globals() is locals(), globals() is vars())
def empties(): return locals()
print(empties())
def dele():
    v = 1; w = 2
    del v
    return locals()
print(dele())
class O:
    def __init__(self): self.k = 9
print(vars(O()), sorted(k for k in vars(O) if not k.startswith('__')))
try: vars(1)
except TypeError as e: print(e)
print([sorted(k for k in locals()) for q in [1]][0])
def star(*args, **kw): return sorted(locals().items())
print(star(1, x=2))
print(dir() == sorted(dir()), 'f' in dir())
def d(): t = 1; return dir()
print(d())
