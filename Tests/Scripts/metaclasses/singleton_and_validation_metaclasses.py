class Singleton(type):
    _i = {}
    def __call__(cls, *a, **k):
        if cls not in cls._i: cls._i[cls] = super().__call__(*a, **k)
        return cls._i[cls]
class Config(metaclass=Singleton):
    def __init__(self, v=1): self.v = v
class Other(Config): pass
print(Config(5) is Config(9), Config().v, Other() is Config(), Other(3) is Other())
class Interface(type):
    def __new__(m, name, bases, ns):
        cls = super().__new__(m, name, bases, ns)
        for b in bases:
            for n in getattr(b, '_required', ()):
                if n not in ns: raise TypeError(f'{name} lacks {n}')
        return cls
class Shape(metaclass=Interface): _required = ('area',)
class Ok(Shape):
    def area(self): return 1
try:
    class No(Shape): pass
except TypeError as e: print(e)
class Ordered(type):
    def __lt__(a, b): return a.__name__ < b.__name__
    def __iter__(cls): return (k for k in cls.__dict__ if not k.startswith('_'))
    def __len__(cls): return len(list(iter(cls)))
    def __contains__(cls, n): return n in cls.__dict__
    def __getitem__(cls, n): return getattr(cls, n)
    def __add__(a, b): return Ordered(a.__name__ + b.__name__, (a, b), {})
    def __eq__(a, b): return a.__name__ == b.__name__
    def __hash__(cls): return hash(cls.__name__)
    def __str__(cls): return f'class {cls.__name__}'
    def __bool__(cls): return 'off' not in cls.__dict__
    def __setattr__(cls, n, v): super().__setattr__(n, v * 2 if isinstance(v, int) else v)
class B(metaclass=Ordered): x = 1; y = 2
class A(metaclass=Ordered): off = True
print(sorted([B, A])[0].__name__, list(B), len(B), 'x' in B, B['y'], (A + B).__name__, A == type(A)('A', (), {}), {A: 1}[A], str(B), bool(A), bool(B)); B.z = 21; print(B.z, B().z)
class Auto(type):
    def __new__(m, n, b, ns): return super().__new__(m, n, b, {k: (property(v) if k.startswith('get_') else v) for k, v in ns.items()} | {'made_by': m.__name__})
class P(metaclass=Auto):
    def get_x(self): return 'x!'
print(P().get_x, P.made_by, type(P), isinstance(P, Auto))
class Meta1(type): pass
class Meta2(Meta1): pass
class X(metaclass=Meta1): pass
class Y(X, metaclass=Meta2): pass
print(type(Y).__name__, type(type('Z', (Y,), {})).__name__, type.__call__(Config.__class__, 'N', (), {}).__name__ if 0 else '')
