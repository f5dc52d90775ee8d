# Calls of classes, functions and natives through cached call sites.
import functools

class A:
    def __init__(self, a, b=2): self.v = (a, b)
class B(A): pass

def make(c, *rest):
    return [c(i, *rest).v for i in range(3)] if rest else [c(i).v for i in range(3)]

print(make(A), make(B), make(A, 9))
A.__init__ = lambda self, a: setattr(self, "v", ("changed", a))
print(make(A), make(B))
B.__init__ = lambda self, a=0: setattr(self, "v", ("B", a))
print(make(A), make(B))
B.__new__ = lambda cls, *a: A(5)
print(make(A), make(B))
del B.__new__
class Bad:
    def __init__(self): return 5
for i in range(3):
    try: Bad()
    except TypeError as e: print(e)
def none(c):
    try: return c()
    except TypeError as e: return str(e)
print([none(A) for i in range(2)])
class N: pass
def empty():
    for i in range(3):
        n = N()
        n.x = i
    return n.x
print(empty())
try: N(1)
except TypeError as e: print(e)

class Meta(type):
    def __call__(cls, *a): return ("meta", cls.__name__, a)
class M(metaclass=Meta):
    def __init__(self, a): pass
print([M(i) for i in range(3)])
Meta2 = type("Meta2", (type,), {})
class M2(metaclass=Meta2):
    def __init__(self, a): self.a = a
print([M2(i).a for i in range(3)])
Meta2.__call__ = lambda cls, a: "called"
print([M2(i) for i in range(3)])

# the same site with classes, functions, natives, bound methods, instances
class I:
    def __call__(self, x): return ("instance", x)
    def m(self, x): return ("method", x)
def f(x, y=7): return ("function", x, y)
things = [A, f, int, str, I(), I().m, [1].append, functools.partial(f, 1), lambda x: -x, list, dict, set, tuple, float, bool, type, abs, repr, frozenset, bytes, range, ValueError]
def site(t, x):
    try: return t(x)
    except Exception as e: return (type(e).__name__, str(e))
for round in range(3):
    for t in things:
        r = site(t, 3)
        print(r.v if isinstance(r, A) else r)
for t in (list, dict, set, tuple, frozenset, int, str, float, bytes, bytearray):
    print([t() for i in range(3)])
print([list("ab"), set("a"), dict([(1, 2)]), tuple([1]), dict(a=1), int("7"), int("11", 2), str(b"x", "ascii")])
class L(list):
    def __init__(self, *a): super().__init__(*a); self.extra = 1
print([L("ab"), L("ab").extra, L()])

# defaults and keywords
def g(a, b=1, *, c=2, **k): return a, b, c, sorted(k.items())
def h(a, b=1, c=2): return a, b, c
def calls():
    return h(1), h(1, 5), h(1, 5, 6), h(1, c=9), h(a=1, b=2), g(1), g(1, c=3), g(1, 2, d=4, c=5)
for i in range(3): print(calls())
h.__defaults__ = (10, 20)
print(calls())
h.__defaults__ = (20,)
try: calls()
except TypeError as e: print(e)
h.__defaults__ = None
try: h(1)
except TypeError as e: print(e)
for bad in (lambda: h(), lambda: h(1, 2, 3, 4), lambda: h(1, 2, 3, d=1), lambda: h(1, 2, a=3), lambda: len(), lambda: len(1, 2), lambda: [].append(), lambda: list.append(), lambda: list.append(1, 2), lambda: "a".join(3)):
    try: print(bad())
    except TypeError as e: print(e)

# super() and its relatives
class S1:
    def m(self): return ["S1"]
    @classmethod
    def c(cls): return ["S1", cls.__name__]
    @staticmethod
    def s(): return ["S1.s"]
    v = "S1.v"
class S2(S1):
    def m(self): return ["S2"] + super().m()
    @classmethod
    def c(cls): return ["S2"] + super().c()
    def t(self): return super().s(), super().v, super(S2, self).m(), super().__init__
class S3(S2):
    def m(self):
        def inner(): return super(S3, self).m()
        return ["S3"] + inner()
for i in range(3): print(S2().m(), S3().m(), S3.c(), S3().c(), S3().t()[:3])
S1.m = lambda self: ["new"]
print(S2().m(), S3().m())
S2.m = lambda self: ["S2 new"]
print(S3().m())
class S4(S1):
    def m(self): return ["S4"] + super().m()
S3.__bases__ = (S4,)
print(S3().m())
def deep(n):
    class X(S1):
        def m(self): return super().m() + [n]
    return X().m()
print(deep(1), deep(2))
try: S2.t(5)
except TypeError as e: print(e)
