class A: pass
a = A()
a.__len__ = lambda: 5
a.__enter__ = lambda: 1
a.__iter__ = lambda: iter([])
a.__add__ = lambda o: 3
a.__bool__ = lambda: False
a.__repr__ = lambda: 'inst repr'
a.__eq__ = lambda o: True
a.__hash__ = lambda: 5
for f in (lambda: len(a), lambda: iter(a), lambda: a + 1, lambda: a[0], lambda: a(), lambda: int(a), lambda: -a):
    try: print(f())
    except TypeError as e: print(e)
try:
    with a: pass
except TypeError as e: print(e)
print(bool(a), repr(a).startswith('<__main__.A'), a == 5, a.__len__(), hash(a) == 5)
A.__len__ = lambda self: 7
A.__repr__ = lambda self: 'class repr'
A.__add__ = lambda self, o: ('added', o)
A.__enter__ = lambda self: 'entered'
A.__exit__ = lambda self, *e: print('exit', e[0])
print(len(a), a, a + 1, bool(a))
with a as x: print(x)
del A.__len__
try: len(a)
except TypeError as e: print(e)
class B(A):
    __add__ = None
try: B() + 1
except TypeError as e: print(e)
class Desc:
    def __get__(self, o, t): print('get', o is None, t.__name__); return lambda *a: ('desc', a)
class C:
    __len__ = Desc()
    __getitem__ = Desc()
    __call__ = Desc()
    @staticmethod
    def __contains__(x): return x == 'static'
    @classmethod
    def __neg__(cls): return cls.__name__
try: len(C())
except TypeError as e: print(e)
print(C()[5], C()(1, 2), 'static' in C(), -C())
class M(type):
    def __len__(cls): return 42
    def __iter__(cls): return iter('meta')
    def __call__(cls, *a): return ('meta call', a)
    def __contains__(cls, x): return True
    def __add__(cls, o): return 'meta add'
    def __bool__(cls): return False
    def __repr__(cls): return f'<M {cls.__name__}>'
class D(metaclass=M): pass
print(len(D), list(D), D(1), 5 in D, D + 1, bool(D), D)
