class A:
    k = 1
    def m(self): return 'old'
    def call(self): return self.m(), self.k
def hot(a):
    r = None
    for _ in range(60): r = a.call()
    return r
a = A()
print(hot(a))
A.m = lambda self: 'new'
print(hot(a))
A.k = 2
print(hot(a))
a.k = 'inst'
print(hot(a))
a.m = lambda: 'inst m'
print(hot(a))
del a.m, a.k
print(hot(a))
del A.k
try: hot(a)
except AttributeError as e: print(e)
A.k = property(lambda self: 'prop')
print(hot(a))
A.__getattr__ = lambda self, n: 'ga ' + n
del A.k
print(hot(a))
class B(A): pass
b = B()
print(hot(b))
B.m = lambda self: 'B m'
print(hot(b), hot(a))
A.call = lambda self: 'call replaced'
print(hot(b))
b.__class__ = A
print(hot(b))
class C:
    def __add__(self, o): return 'add1'
    def __len__(self): return 3
    def __bool__(self): return True
def ops(c):
    for _ in range(60): r = c + 1, len(c), bool(c), not c
    return r
c = C()
print(ops(c))
C.__add__ = lambda s, o: 'add2'; C.__len__ = lambda s: 7; C.__bool__ = lambda s: False
print(ops(c))
del C.__bool__
print(ops(c))
del C.__len__
try: ops(c)
except TypeError as e: print(e)
class M(type):
    @property
    def x(cls): return 'meta'
class N(metaclass=M): pass
def rd(cls):
    for _ in range(60): r = cls.x
    return r
print(rd(N)); M.x = 'plain meta'; print(rd(N)); N.x = 'own'; print(rd(N))
class S1: 
    def who(self): return 'S1'
class S2:
    def who(self): return 'S2'
class X(S1): pass
def who(x):
    for _ in range(60): r = x.who()
    return r
x = X(); print(who(x)); X.__bases__ = (S2,); print(who(x))
