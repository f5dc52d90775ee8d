# Inline caches and the attribute table must see every change of a class, a module, an instance.
import types

def show(*a): print(*a)

class A:
    x = 1
    def m(self): return "A.m"
    @property
    def p(self): return "A.p"
    @classmethod
    def c(cls): return "A.c " + cls.__name__
    @staticmethod
    def s(): return "A.s"

class B(A): pass
class C(B):
    def m(self): return "C.m/" + super().m()
    @property
    def p(self): return "C.p/" + super().p
    @classmethod
    def c(cls): return "C.c/" + super().c()

class D:
    __slots__ = ("x", "y")
    def __init__(self): self.x = 10

def read(o):
    out = []
    for _ in range(3):
        out.append((o.x, o.m(), o.p, o.c(), o.s()))
    return out

objects = [A(), B(), C()]
for o in objects: show(read(o)[-1])
A.x = 2
for o in objects: show(read(o)[-1])
B.m = lambda self: "B.m"
for o in objects: show(read(o)[-1])
del B.m
A.p = property(lambda self: "new p")
for o in objects: show(read(o)[-1])
A.s = staticmethod(lambda: "new s")
A.c = classmethod(lambda cls: "new c " + cls.__name__)
for o in objects: show(read(o)[-1])
objects[1].x = 5
objects[0].m = lambda: "own m"
for o in objects: show(read(o)[-1])
vars(objects[1])["x"] = 6
objects[2].__dict__["x"] = 7
for o in objects: show(read(o)[-1])
del objects[1].x
for o in objects: show(read(o)[-1])
# a property hides what the instance holds
objects[0].__dict__["p"] = "own p"
show(read(objects[0])[-1])
A.p = "plain"
try:
    for o in objects: show(o.p)
except AttributeError as e: show("AttributeError", e)
B.__getattr__ = lambda self, n: "got " + n
for i in range(3): show(objects[1].nothing)
A.__getattribute__ = lambda self, n: "all " + n
for o in objects: show(o.x, o.p)
del A.__getattribute__
for o in objects: show(o.x)

# slots
d = D()
def slots(d):
    for i in range(3):
        try: show(d.x, d.y)
        except AttributeError as e: show("AttributeError", e)
slots(d)
d.y = 3
slots(d)
del d.x
slots(d)

# a getter that raises AttributeError
class G:
    @property
    def v(self): raise AttributeError("inner")
def getter(o):
    try: return o.v
    except AttributeError as e: return str(e)
g = G()
show([getter(g) for i in range(3)])
G.__getattr__ = lambda self, n: "fallback " + n
show([getter(g) for i in range(3)])

# modules
m = types.ModuleType("m")
m.f = lambda: "f1"
m.v = 1
def module():
    return m.f(), m.v
show([module() for i in range(3)])
m.f = lambda: "f2"
m.v = 2
show([module() for i in range(3)])
m.w = 3
show([module() for i in range(3)])
del m.v
try: module()
except AttributeError as e: show("AttributeError", e)
m.__getattr__ = lambda n: "dynamic " + n
show(module())
class M(types.ModuleType):
    @property
    def f(self): return lambda: "property f"
m.__class__ = M
m.v = 9
show(module())

# class objects
class Meta(type):
    def shared(cls): return "meta " + cls.__name__
    z = "meta z"
class K(metaclass=Meta):
    a = 1
class L(K): b = 2
def classes(c):
    out = []
    for i in range(3): out.append((c.a, c.shared(), c.z, c.__name__))
    return out[-1]
show(classes(K), classes(L))
K.a = 11
L.a = 12
L.z = "own z"
show(classes(K), classes(L))
Meta.a = property(lambda cls: "data")
show(classes(K), classes(L))

# stores
class S:
    def __init__(self, n):
        self.a = n
        self.b = n
        self.c = n
def many(n): return [S(i) for i in range(n)]
show([(s.a, s.b, s.c) for s in many(3)])
log = []
class P:
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x): log.append(x); self._v = x
p = P()
for i in range(3): p.v = i
show(log, p.v)
class T(S): __slots__ = ()
t = T(1)
t.a = 4; t.extra = 5
show(t.a, t.extra)
