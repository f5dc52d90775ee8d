class A:
    def f(self): return 1
class B(A): pass
b = B()
r = []
for i in range(4):
    r.append(b.f())
    if i == 0: A.f = lambda self: 2
    if i == 1: B.f = lambda self: 3
    if i == 2: del B.f
print(r)
class X: pass
class Y: pass
class Z(X): pass
X.v = 'x'; Y.v = 'y'
z = Z()
print(z.v)
Z.__bases__ = (Y,)
print(z.v, Z.__mro__, X.__subclasses__(), Y.__subclasses__())
A.__name__ = 'Renamed'
print(A, A.__name__)
b.__class__ = A
print(type(b).__name__, b.f())
try: b.__class__ = 3
except TypeError as e: print(e)
try: b.__class__ = int
except TypeError as e: print(e)
try: int.x = 1
except TypeError as e: print(e)
