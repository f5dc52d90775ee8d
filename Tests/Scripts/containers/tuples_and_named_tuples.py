from collections import namedtuple
from typing import NamedTuple
t = (1, 'a', [2])
t[2].append(3)
print(t, t + (4,), t * 2, t[1:], len(t), 'a' in t, t.index('a'), t.count(1), (), (1,), tuple('ab'), tuple([1]), tuple(t) is t, () is (), hash((1, 2)) == hash((1, 2)))
for bad in [lambda: t.__setitem__, lambda: t[5], lambda: t.index(9), lambda: t + [1], lambda: hash(t), lambda: tuple(5), lambda: t['a'], lambda: t < (1, 2), lambda: (1, 2) * 'a']:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
P = namedtuple('P', 'x y z', defaults=[0])
p = P(1, 2)
print(p, p.x, p[1], p == (1, 2, 0), p._asdict(), p._replace(y=9), P._fields, P._make('abc'), P._field_defaults, p + (5,), isinstance(p, tuple), P.__doc__, hash(p) == hash((1, 2, 0)))
x, *rest = p; print(x, rest, [*p], max(p), p[::-1], sorted([P(2, 1), P(1, 2)]))
for bad in [lambda: P(), lambda: P(1, 2, 3, 4), lambda: P(1, w=2), lambda: setattr(p, 'x', 1), lambda: namedtuple('A', 'a a'), lambda: namedtuple('A', 'def'), lambda: namedtuple('A', '_x'), lambda: namedtuple('1A', 'x'), lambda: p._replace(q=1), lambda: P._make([1])]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(namedtuple('R', 'def a a _b', rename=True)._fields, namedtuple('C', ['q', 'r'])(r=1, q=2))
class Q(NamedTuple):
    'doc'
    a: int
    b: str = 'bee'
    def both(self): return f'{self.a}{self.b}'
    @property
    def twice(self): return self.a * 2
q = Q(4)
print(q, q.both(), q.twice, Q.__annotations__, Q._field_defaults, Q.__doc__, q._replace(b='z'))
class S(P):
    __slots__ = ()
    def norm(self): return self.x + self.y
print(S(3, 4).norm(), S(1, 2), type(S(1, 2)._replace(x=5)).__name__)
import pickle, copy
print(pickle.loads(pickle.dumps(p)), copy.copy(q), copy.deepcopy(q))
match p:
    case P(x=1, y=b): print('matched', b)
match q:
    case Q(a, b): print(a, b)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    def __repr__(self): return 'T' + super().__repr__()
print(T(1, 2), T(1) + (2,), T(1, 2)[0:1], T() == ())
