class Meta(type):
    def __prepare__(name, bases, **kw): print('prepare', name, bases, kw); return {'injected': 1}
    __prepare__ = classmethod(lambda mcls, name, bases, **kw: (print('prepare', name, [b.__name__ for b in bases], kw), {'injected': 1})[1])
    def __new__(mcls, name, bases, ns, **kw):
        print('new', name, sorted(k for k in ns if not k.startswith('__')), kw)
        ns['added'] = len(ns)
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print('call', cls.__name__, a, k)
        return super().__call__(*a, **k)
    @property
    def meta_prop(cls): return 'meta ' + cls.__name__
    def meta_method(cls): return cls.__name__.lower()
class A(metaclass=Meta, flag=True):
    x = 1
    def __init__(self, v): self.v = v
class B(A, other=2): y = 2
print(A(5).v, B(v=6).v, A.injected, B.added > 0, A.meta_prop, B.meta_method())
try: A(1).meta_prop
except AttributeError as e: print(e)
print(type(A).__name__, type(B).__name__, isinstance(A, Meta), isinstance(A, type), type(Meta))
D = Meta('D', (A,), {'z': 3}, kw=1)
print(D.z, D.__name__, D.__bases__)
class M2(type): pass
class M3(Meta): pass
try:
    class E(A, metaclass=M2): pass
except TypeError as e: print(e)
class F(A, metaclass=M3): pass
print(type(F).__name__)
class G(F): pass
print(type(G).__name__)
def fn_meta(name, bases, ns, **kw): return (name, bases, sorted(k for k in ns if k[0] != '_'), kw)
class H(int, metaclass=fn_meta, k=1): q = 1
print(H)
class Counted(type):
    registry = []
    def __init__(cls, *a): super().__init__(*a); Counted.registry.append(cls.__name__)
class P(metaclass=Counted): pass
class Q(P): pass
print(Counted.registry)
class I(type):
    def __instancecheck__(cls, o): return o == 'magic'
    def __subclasscheck__(cls, c): return c is int
class J(metaclass=I): pass
print(isinstance('magic', J), isinstance(J(), J), issubclass(int, J), issubclass(str, J))
class Bad(type):
    @classmethod
    def __prepare__(m, n, b): return 5
try:
    class K(metaclass=Bad): pass
except TypeError as e: print(e)
try:
    class L(flag=1): pass
except TypeError as e: print(e)
try: type('X', (), {}, z=1)
except TypeError as e: print(e)
print(type('T', (), {'__doc__': 'd', 'f': lambda s: 'f'})().f(), type('U', (int,), {})(5) + 1)
for bad in [(1, (), {}), ('a', 1, {}), ('a', (), 1), ('a', (1,), {})]:
    try: print(type(*bad))
    except (TypeError, ValueError) as e: print(e)
