class C:
    def m(self): return ('m', self)
    @classmethod
    def c(cls, x=0): return (cls.__name__, x)
    @staticmethod
    def s(x=0): return ('s', x)
    lam = lambda self: 'lam'
    builtin = len
    st_len = staticmethod(len)
    cm_id = classmethod(lambda cls, *a: (cls.__name__, a))
class D(C): pass
c = C()
print(c.m()[0], c.m()[1] is c, C.m(5), c.c(1), D.c(2), D().c(), c.s(3), C.s(), c.lam(), c.builtin([1, 2]), c.st_len('abc'), c.cm_id(1), D.cm_id())
m = c.m; print(m.__self__ is c, m.__func__ is C.__dict__['m'], m.__name__, m == c.m, m is c.m, C.m is C.m, c.c.__self__, c.s is C.s, hash(m) == hash(c.m))
print(C.__dict__['c'].__func__('direct', 1) if False else type(C.__dict__['c']).__name__, type(C.__dict__['s']).__name__, C.__dict__['s'](9), C.__dict__['s'].__wrapped__(8), C.__dict__['c'].__wrapped__.__name__)
try: C.__dict__['c']()
except TypeError as e: print(e)
f = C.m.__get__(7); print(f(), C.m.__get__(None, C) is C.m)
try: C.m.__get__(None)
except TypeError as e: print(e)
m.__func__.attr = 'on function'; print(m.attr, C.m.attr)
try: m.attr = 1
except AttributeError as e: print(e)
import types
c.bound = types.MethodType(lambda self, a: (self is c, a), c); print(c.bound(1), c.bound.__self__ is c)
class E:
    @classmethod
    @property
    def cp(cls): return cls.__name__
    @staticmethod
    def __call__(*a): return a
print(E.cp, E()(1, 2))
def free(self): return 'free', self.n
C.free = free; c.n = 4; print(c.free(), [g() for g in [c.free, D().s]])
class Callable:
    def __call__(self, *a): return a
class F: k = Callable(); 
print(F().k(1), F.k(2))
try: C.m()
except TypeError as e: print(e)
for o in (m, C.c, len, [].append, C.s): print(callable(o), type(o).__name__, end=' ')
print(sorted(map(str.upper, 'ba')), list(map(c.c, [1])), (lambda: c.m)()()[0])
