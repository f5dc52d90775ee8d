class A:
    def __init__(self, n): self.n = n
    def __lt__(self, o): print('A.lt'); return NotImplemented if not isinstance(o, A) else self.n < o.n
    def __eq__(self, o): print('A.eq'); return NotImplemented if not isinstance(o, A) else self.n == o.n
    def __le__(self, o): print('A.le'); return NotImplemented
class B(A):
    def __gt__(self, o): print('B.gt'); return True
    def __ge__(self, o): print('B.ge'); return 'ge'
    def __eq__(self, o): print('B.eq'); return super().__eq__(o)
a, b = A(1), B(2)
print(a < b, a < A(2), a == b, a != b, a <= b)
print(b == a)
try: a < 3
except TypeError as e: print(e)
try: a <= a
except TypeError as e: print(e)
print(a == 3, a != 3, 3 == a)
try: print(hash(a))
except TypeError as e: print(e)
class H(A):
    __hash__ = object.__hash__
    def __eq__(self, o): return self is o
try: hash(H(1))
except TypeError as e: print(e)
class E:
    def __eq__(self, o): return 'truthy string'
    __hash__ = None
print(E() == 1, E() != 1, E() in [0], [1].count(E()), [1, 2].index(E()))
class N:
    def __eq__(self, o): return NotImplemented
    def __ne__(self, o): print('ne'); return NotImplemented
n = N()
print(n == n, n == N(), n != n, n != 5)
print(sorted([A(3), A(1)], key=lambda x: x.n)[0].n)
from functools import total_ordering
@total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2), T(1) != T(2), max([T(1), T(3), T(2)]).v)
print(1 == 1.0 == True, (1, 'a') < (1, 'b'), [1, 2] < [1, 2, 0], {1} < {1, 2}, {1: 2} == {1.0: 2.0}, 'a' != b'a', None == 0)
for x in ['1 < "a"', 'None < 1', '[] < ()', '{} < {}', '1j < 2j', 'object() < object()', '{1} < [1]']:
    try: print(eval(x))
    except TypeError as e: print(e)
