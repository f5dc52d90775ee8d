class A:
    def f(self, x): "d"; return (self.n, x)
    def __init__(self, n): self.n = n
    def __repr__(self): return 'A(%d)' % self.n
a = A(1)
m = a.f
print(m(2), m.__self__, m.__func__ is A.f, m.__name__, m.__doc__, m, m == a.f, m == A(1).f, m is a.f, hash(m) == hash(a.f))
import types
print(types.MethodType(A.f, A(9))(0))
try: m.x = 1
except AttributeError as e: print(e)
print([].append, len, list.append, int.__add__) if 0 else None
print(repr(len), repr(list.append), list.append.__name__, list.append.__qualname__, len.__module__, [].append.__self__, len.__name__)
print(A.f(a, 3))
try: A.f()
except TypeError as e: print(e)
try: a.f()
except TypeError as e: print(e)
try: a.f(1, 2)
except TypeError as e: print(e)
try: list.append(1, 2)
except TypeError as e: print(e)
