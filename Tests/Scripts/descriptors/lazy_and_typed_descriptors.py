class Typed:
    def __init__(self, t, default=None): self.t, self.default = t, default
    def __set_name__(self, owner, name): self.name = '_' + name; print('set_name', owner.__name__, name)
    def __get__(self, o, owner=None):
        if o is None: return self
        return getattr(o, self.name, self.default)
    def __set__(self, o, v):
        if not isinstance(v, self.t): raise TypeError(f'{self.name[1:]} must be {self.t.__name__}')
        setattr(o, self.name, v)
    def __delete__(self, o): delattr(o, self.name)
class P:
    x = Typed(int, 0)
    y = Typed(str)
    def __init__(self, x, y): self.x, self.y = x, y
p = P(1, 'a')
p.x += 5
print(p.x, p.y, P.x is P.__dict__['x'], p.__dict__)
try: p.x = 'no'
except TypeError as e: print(e)
del p.x
print(p.x)
try: del p.x
except AttributeError as e: print(e)
class Lazy:
    def __init__(self, f): self.f = f; self.n = f.__name__
    def __get__(self, o, owner):
        if o is None: return self
        v = o.__dict__[self.n] = self.f(o)
        return v
class Q:
    @Lazy
    def big(self): print('computing'); return 42
q = Q()
print(q.big, q.big, q.__dict__)
del q.big
print(q.big)
class ReadOnly:
    def __get__(self, o, t): return 'ro'
    def __set__(self, o, v): raise AttributeError('read-only here')
class R: r = ReadOnly()
r = R()
r.__dict__['r'] = 'inst'
print(r.r)
try: r.r = 1
except AttributeError as e: print(e)
class OnlySet:
    def __set__(self, o, v): o.__dict__['s'] = ('via set', v)
class S: s = OnlySet()
s = S()
print(type(s.s).__name__)
s.s = 5
print(s.s)
class BadName:
    def __set_name__(self, o, n): raise ValueError('set_name fails')
try:
    class T: b = BadName()
except Exception as e: print(type(e).__name__, e, repr(e.__cause__))
class Fn:
    def __get__(self, o, t): return lambda *a: (type(o).__name__, t.__name__, a)
class U: f = Fn()
print(U.f(1), U().f(2), super(U, U()).__init__ is not None)
from functools import cached_property
class V:
    n = 0
    @cached_property
    def c(self): V.n += 1; return V.n
v = V()
print(v.c, v.c, V().c, v.__dict__)
