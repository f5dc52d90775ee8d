class A:
    def who(self): return 'A'
class B:
    def who(self): return 'B'
    extra = 'b extra'
class C(A): pass
c = C()
print(c.who(), C.__bases__, C.__mro__)
C.__bases__ = (B,)
print(c.who(), c.extra, isinstance(c, A), isinstance(c, B), C.mro())
class D(C): pass
d = D()
C.__bases__ = (A, B)
print(d.who(), D.__mro__, A.__subclasses__(), B.__subclasses__())
B.late = lambda self: 'late'
print(d.late())
for bad in [(), 5, (C,), (A, A), (D,)]:
    try:
        C.__bases__ = bad
        print('set', bad)
    except TypeError as e: print(str(e).split('\n')[0])
print(C.__base__, D.__base__, object.__base__, type.__base__, bool.__base__)
class X: pass
class Y(X): pass
try:
    class Z(X, Y): pass
except TypeError as e: print(e)
class P: 
    def f(self): return 'P'
class Q:
    def f(self): return 'Q'
p = P()
p.__class__ = Q
print(p.f(), type(p).__name__)
try: p.__class__ = int
except TypeError as e: print(e)
try: (5).__class__ = Q
except TypeError as e: print(e)
try: p.__class__ = 5
except TypeError as e: print(e)
class Mro(type):
    def mro(cls): return [cls, B, object]
class R(A, metaclass=Mro): pass
print(R.__mro__, R().who())
for bad in ['class S(5): pass', 'class S(int, str): pass', 'class S(bool): pass', 'class S(type(None)): pass', 'class S(range): pass', 'class S(A, A): pass', 'class S(A, object, B): pass', 'class S(object, A): pass', 'class S(int, A): pass']:
    try: exec(bad); print('ok', bad)
    except TypeError as e: print(bad, '->', ' '.join(str(e).split()))
