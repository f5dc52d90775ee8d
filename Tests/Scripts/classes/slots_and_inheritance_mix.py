class A: __slots__ = ('a', 'b')
class B(A): __slots__ = 'c'
class C(A): pass
class D: __slots__ = ('x', '__dict__')
class E: __slots__ = ()
class F(B): __slots__ = ('a',)
b = B(); b.a = 1; b.c = 3
print(b.a, b.c, hasattr(b, 'b'), hasattr(b, '__dict__'), hasattr(C(), '__dict__'), A.__slots__, B.__slots__)
c = C(); c.a = 1; c.z = 2; print(c.__dict__, c.a)
d = D(); d.x = 1; d.y = 2; print(d.__dict__, d.x)
for o, n in ((b, 'z'), (E(), 'q'), (A(), 'c')):
    try: setattr(o, n, 1)
    except AttributeError as e: print(e)
f = F(); f.a = 'new'; A.a.__set__(f, 'old'); print(f.a, A.a.__get__(f))
del b.a
try: b.a
except AttributeError as e: print(e)
try: del b.a
except AttributeError as e: print(e)
for src in ("class X: __slots__ = ('a', 5)", "class X: __slots__ = ('a b',)", "class X: __slots__ = ('a',); a = 1", "class X(int): __slots__ = ('a',)", "class X(A, B): pass", "class X(B, D): pass", "class X: __slots__ = ('__dict__', '__dict__')", "class X(A): __slots__ = {'d': 'doc'}\nprint(X.__slots__, X.d.__doc__)"):
    try: exec(src); print('ok')
    except (TypeError, ValueError) as e: print(type(e).__name__, ' '.join(str(e).split()))
class G:
    __slots__ = ('__private', 'n')
    def __init__(self): self.__private = 5
    def get(self): return self.__private
print(G().get(), [s for s in G.__dict__ if 'private' in s], A.a, type(A.a).__name__)
class H(dict): __slots__ = ('extra',)
h = H(k=1); h.extra = 2; print(h, h.extra)
import copy, pickle
x = B(); x.a, x.c = [1], 2; y = copy.copy(x); z = pickle.loads(pickle.dumps(x)); print(y.a is x.a, y.c, z.a, hasattr(z, 'b'))
