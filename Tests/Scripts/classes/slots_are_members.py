class P:
    __slots__ = ('x', 'y')
    def __init__(self, x, y): self.x = x; self.y = y
p = P(1, 2)
print(p.x, p.y, hasattr(p, '__dict__'))
try: p.z = 1
except AttributeError as e: print(e)
del p.x
try: p.x
except AttributeError as e: print(e)
print(P.x, type(P.x).__name__)
class Q(P):
    __slots__ = ['z']
q = Q(1, 2); q.z = 3
print(q.x, q.y, q.z, hasattr(q, '__dict__'))
class R(P): pass
r = R(1, 2); r.w = 4
print(r.x, r.w, r.__dict__)
class S:
    __slots__ = ('a', '__dict__', '__weakref__')
s = S(); s.a = 1; s.b = 2
print(s.a, s.b, s.__dict__)
for src in ["class X:\n __slots__ = ('a',)\n a = 1", "class X(int):\n __slots__ = ('a',)", "class X:\n __slots__ = (1,)", "class X:\n __slots__ = ('1a',)", "class X:\n __slots__ = ('__dict__', '__dict__')"]:
    try: exec(src)
    except Exception as e: print(type(e).__name__, e)
class M:
    __slots__ = ('__private',)
    def set(self): self.__private = 7; return self.__private
print(M().set(), [n for n in dir(M) if 'private' in n])
try:
    class L1:
        __slots__ = ('a',)
    class L2:
        __slots__ = ('b',)
    class L3(L1, L2): pass
except TypeError as e: print(e)
