from enum import *
class C(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def describe(self): return f'{self.name}:{self.value}'
    @property
    def double(self): return self.value * 2
print(C.RED, repr(C.RED), C(2), C['GREEN'], C.CRIMSON is C.RED, list(C), len(C), C.RED.describe(), C.GREEN.double, C.RED in C, C.__members__, C.RED == 1, C.RED is C(1), hash(C.RED) == hash(C.RED), f'{C.RED}', str(C.GREEN), type(C.RED))
for bad in (lambda: C(9), lambda: C['X'], lambda: setattr(C, 'RED', 2), lambda: delattr(C, 'RED'), lambda: setattr(C.RED, 'value', 3), lambda: C.RED < C.GREEN, lambda: C(), lambda: Enum('D', 'a a')):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
try:
    class D(C): pass
except TypeError as e: print(e)
class I(IntEnum): A = 1; B = 2
print(I.A + 1, I.A < I.B, I.B == 2, repr(I.A), str(I.A), f'{I.A}', [10, 20, 30][I.B], sorted(I), isinstance(I.A, int), I(1))
class A(Enum):
    X = auto(); Y = auto(); Z = auto()
print([m.value for m in A])
class S(StrEnum): FOO = auto(); BAR = 'b'
print(S.FOO, S.BAR == 'b', S.FOO.upper(), repr(S.FOO))
class F(Flag): R = 4; W = 2; X = 1; RW = R | W
print(F.R | F.W, F.R & F.RW, ~F.R, F.RW in F.RW, F.X in F.RW, F(3), bool(F(0)), F.R ^ F.RW, list(F.RW), repr(F.R | F.X), len(F.RW), F.RW.value, F['R'])
try: F(99)
except ValueError as e: print(str(e).split('\n')[0])
class IF(IntFlag): A = 1; B = 2
print(IF.A | IF.B, IF.A | 8, IF(3) == 3, repr(IF(0)), IF.A + 1)
@unique
class U(Enum): A = 1; B = 2
try:
    @unique
    class V(Enum): A = 1; B = 1
except ValueError as e: print(e)
class P(Enum):
    EARTH = (5.97e24, 6.37e6); MARS = (6.4e23, 3.39e6)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
    @property
    def g(self): return round(6.67e-11 * self.mass / self.radius ** 2, 2)
print(P.EARTH.g, P.MARS.mass, P((6.4e23, 3.39e6)))
class Cust(Enum):
    def _generate_next_value_(n, s, c, l): return n.lower()
    ONE = auto(); TWO = auto()
    @classmethod
    def _missing_(cls, v): return cls.ONE if v == 'uno' else None
print(Cust.TWO.value, Cust('uno'))
Fn = Enum('Fn', {'a': 1, 'b': 2}); print(list(Fn), Enum('G', 'x y').y.value, IntEnum('H', ['p', 'q']).q + 1)
class M(Enum):
    a = 1
    b = member(len) if 0 else 2
    @nonmember
    def f(): pass
    g = nonmember(5)
print(list(M), M.g)
import pickle, copy, json
print(pickle.loads(pickle.dumps(C.RED)) is C.RED, copy.deepcopy(C.RED) is C.RED, json.dumps({'k': I.A}), {C.RED: 'r'}[C(1)], C.RED.name, dir(C.RED)[-3:] if 0 else '')
match C.GREEN:
    case C.RED: print('red')
    case C.GREEN: print('green')
