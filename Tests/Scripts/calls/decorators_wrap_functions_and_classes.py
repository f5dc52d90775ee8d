import functools
def trace(f):
    @functools.wraps(f)
    def w(*a, **k):
        print('call', f.__name__, a, k)
        r = f(*a, **k)
        print('ret', r)
        return r
    return w
@trace
def add(a, b=1):
    'adds'
    return a + b
print(add(1), add(2, b=3), add.__name__, add.__doc__, add.__wrapped__(5, 5))
def times(n):
    def deco(f):
        def w(*a):
            return [f(*a) for _ in range(n)]
        return w
    return deco
@times(2)
@times(3)
def hi(x): return x
print(hi('a'))
def register(cls):
    cls.tag = cls.__name__.lower()
    return cls
@register
class Thing: pass
print(Thing.tag)
class Deco:
    def __init__(self, f): self.f = f; self.n = 0
    def __call__(self, *a): self.n += 1; return self.f(*a)
    def __get__(self, o, t): return functools.partial(self, o) if o is not None else self
@Deco
def sq(x): return x * x
print(sq(3), sq(4), sq.n)
class K:
    @Deco
    def m(self, v): return type(self).__name__, v
    @staticmethod
    @trace
    def s(x): return x
    @classmethod
    @trace
    def c(cls): return 1
    @property
    @functools.lru_cache(None)
    def p(self): print('computed'); return 5
k = K()
print(k.m(1), K.m.n, K.s(2)); K.c(); print(k.p, k.p)
@(lambda f: 'replaced')
def gone(): pass
print(gone)
decos = [trace]
@decos[0]
def z(): pass
z()
@type
class MM: pass
print(MM)
