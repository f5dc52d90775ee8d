class A:
    def f(self, x): return x + 1
class B:
    def f(self, x): return x * 2
class C(A):
    def f(self, x): return super().f(x) + 10
class D:
    def __init__(self): self.f = lambda x: -x
class E:
    f = staticmethod(lambda x: ('static', x))
class F:
    def __getattr__(self, n): return lambda x: (n, x)
class G:
    @property
    def f(self): return abs
class H:
    @classmethod
    def f(cls, x): return cls.__name__
class I:
    class f:
        def __init__(self, x): self.x = x
        def __repr__(self): return f'f({self.x})'
def call(o, x): return o.f(x)
def many(os, x):
    out = []
    for o in os: out.append(o.f(x))
    return out
for _ in range(50): call(A(), 1)
print(many([A(), A(), A()], 5))
all_ = [A(), B(), C(), D(), E(), F(), G(), H(), I()]
for _ in range(30): r = many(all_, 3)
print(r, [call(o, 4) for o in all_])
fs = [len, str, lambda x: x[::-1], list, sorted, 'abc'.join, tuple, type]
def apply(fs, v): return [f(v) for f in fs]
for _ in range(30): r = apply(fs, 'ba')
print(r)
def shape(o): return o.v
class P:
    def __init__(self, v): self.v = v
class Q:
    def __init__(self, v): self.other = 1; self.v = v
class R:
    __slots__ = ('v',)
    def __init__(self, v): self.v = v
class S:
    v = 'class'
class T:
    @property
    def v(self): return 'prop'
objs = [P(1), Q(2), R(3), S(), T()]
for _ in range(40): r = [shape(o) for o in objs]
print(r)
class U: pass
try: [shape(o) for o in objs + [U()]]
except AttributeError as e: print(e)
