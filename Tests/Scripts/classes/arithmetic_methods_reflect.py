class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'{type(self).__name__}({self.n})'
    def __add__(self, o): print('add'); return type(self)(self.n + o.n) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): print('radd'); return ('radd', self.n, o)
    def __mul__(self, o): return NotImplemented
    def __rmul__(self, o): return ('rmul', o)
    def __sub__(self, o): return ('sub', o)
    def __neg__(self): return V(-self.n)
    def __pos__(self): return 'pos'
    def __abs__(self): return 'abs'
    def __invert__(self): return 'inv'
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __rpow__(self, o, m=None): return ('rpow', o)
    def __divmod__(self, o): return ('divmod', o)
    def __rdivmod__(self, o): return ('rdivmod', o)
    def __round__(self, n=None): return ('round', n)
    def __index__(self): return self.n
    def __int__(self): return 100 + self.n
    def __float__(self): return 0.5 + self.n
    def __complex__(self): return complex(self.n, 1)
    def __trunc__(self): return 'trunc'
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
class W(V):
    def __radd__(self, o): print('W.radd'); return ('W.radd', o)
v, w = V(1), W(2)
print(v + v); print(1 + v); print(v + w); print(w + v)
try: v + 1
except TypeError as e: print(e)
print(5 * v, v - 1, -v, +v, abs(v), ~v, v ** 2, pow(v, 2, 3), 2 ** v, divmod(v, 2), divmod(2, v))
try: v * 5
except TypeError as e: print(e)
print(round(v), round(v, 2), [10, 20, 30][v], int(v), float(v), complex(v), hex(v), bin(w), range(w), 'abc'[w], 'ab' * w)
import math, operator
print(math.trunc(v), math.floor(v), math.ceil(v), operator.index(w), math.sqrt(W(4)))
try: 1 - v
except TypeError as e: print(e)
try: v / 1
except TypeError as e: print(e)
try: v // v
except TypeError as e: print(e)
class BadIndex:
    def __index__(self): return 'x'
    def __int__(self): return 1.5
    def __float__(self): return 1
for f in (lambda: [1][BadIndex()], lambda: int(BadIndex()), lambda: float(BadIndex()), lambda: -object(), lambda: pow(2, v, 5), lambda: range(BadIndex())):
    try: print(f())
    except TypeError as e: print(e)
class OnlyR:
    def __rsub__(self, o): return ('rsub', o)
    def __rlshift__(self, o): return ('rlshift', o)
    def __rand__(self, o): return ('rand', o)
    def __rmatmul__(self, o): return ('rmatmul', o)
    def __rfloordiv__(self, o): return ('rfloordiv', o)
    def __rmod__(self, o): return ('rmod', o)
r = OnlyR()
print(1 - r, [] - r, 2 << r, 'a' & r, None @ r, 1.5 // r, 7 % r, 'fmt' % r if False else 0)
try: r - r
except TypeError as e: print(e)
