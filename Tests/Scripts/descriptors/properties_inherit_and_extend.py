class A:
    def __init__(self): self._x = 1
    @property
    def x(self): 'x doc'; return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): self._x = 'deleted'
    @property
    def y(self): return 'y'
class B(A):
    @A.x.getter
    def x(self): return ('B', self._x)
    @property
    def y(self): return super().y + '!'
class C(A):
    @A.x.setter
    def x(self, v): A.x.fset(self, v * 2)
a, b, c = A(), B(), C()
a.x = 5; b.x = 6; c.x = 7
print(a.x, b.x, c.x, b.y, A.x.__doc__, B.x.__doc__)
del b.x
print(b.x)
for f in (lambda: setattr(a, 'y', 1), lambda: delattr(a, 'y'), lambda: A.x.__get__(None, A) is A.x, lambda: A.x.fget(a)):
    try: print(f())
    except AttributeError as e: print(e)
p = property(lambda s: 'get', lambda s, v: print('set', v), lambda s: print('del'), 'doc')
class D: q = p
d = D()
d.q = 1
del d.q
print(d.q, D.q.__doc__, p.fget(None))
class E:
    w = property(None, lambda s, v: None)
try: E().w
except AttributeError as e: print(e)
class F:
    @property
    def val(self): return self._v if hasattr(self, '_v') else 'unset'
    @val.setter
    def val(self, v):
        if v < 0: raise ValueError('negative')
        self._v = v
f = F()
print(f.val)
f.val = 3
try: f.val = -1
except ValueError as e: print(e, f.val)
f.val += 1; f.val **= 2
print(f.val)
class MyProp(property): pass
class G:
    @MyProp
    def z(self): 'zdoc'; return 'z'
print(G().z, type(G.z).__name__, G.z.__doc__)
class H:
    @classmethod
    @property
    def cp(cls): return cls.__name__
print(H.cp, H().cp)
print(isinstance(A.x, property), property().fget, a.__class__.x.fset is A.x.fset)
