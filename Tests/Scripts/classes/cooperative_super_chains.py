log = []
class Root:
    def __init__(self, **kw):
        log.append('Root')
        if kw: raise TypeError(f'left over {sorted(kw)}')
class A(Root):
    def __init__(self, a=0, **kw): log.append('A'); super().__init__(**kw); self.a = a
class B(Root):
    def __init__(self, b=0, **kw): log.append('B'); super().__init__(**kw); self.b = b
class C(A, B):
    def __init__(self, **kw): log.append('C'); super().__init__(**kw)
c = C(a=1, b=2); print(log, c.a, c.b, [k.__name__ for k in C.__mro__])
try: C(z=1)
except TypeError as e: print(e)
class X:
    def f(self): return ['X']
class Y(X):
    def f(self): return ['Y'] + super().f()
class Z(X):
    def f(self): return ['Z'] + super().f()
class W(Y, Z):
    def f(self): return ['W'] + super().f()
    def g(self): return [super(Y, self).f(), super(W, self).f()]
    @property
    def p(self): return super().f()
    @classmethod
    def k(cls): return super().__thisclass__ if hasattr(super(), '__thisclass__') else None
    def nested(self): return (lambda s: super(W, s).f())(self), [super(W, self).f() for _ in range(1)]
print(W().f(), W().g(), W().p, W.k(), W().nested())
class M(type):
    def __call__(cls, *a): return super().__call__(*a), 'via meta'
class N(metaclass=M):
    def __new__(cls, *a): return super().__new__(cls)
print(type(N()[0]).__name__, N()[1])
class S:
    def __getattr__(self, n): return f'S.{n}'
    def __len__(self): return 1
class T(S):
    def __len__(self): return super().__len__() + 1
    def attr(self): return super().zzz if False else getattr(super(), '__len__')()
print(len(T()), T().attr())
def outside(self): return super().f()
W.h = outside
try: W().h()
except RuntimeError as e: print(e)
class V(Y):
    def f(self): return super(V, self).f(), super(Y, self).f(), super(V).__self__
print(V().f(), super(V, V()).f(), super(Y, V).f(V()))
