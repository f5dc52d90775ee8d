from dataclasses import *
import dataclasses
@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    hidden: str = field(default='h', repr=False, compare=False)
    def norm(self): return self.x ** 2 + self.y ** 2
p = P(1, 2); q = P(1, 2, hidden='other')
print(p, p == q, p.norm(), P(3).tags is P(4).tags, [f.name for f in fields(P)], asdict(p), astuple(p), replace(p, x=9), is_dataclass(p), is_dataclass(5), P.__match_args__)
@dataclass(order=True, frozen=True)
class F:
    a: int
    b: str = field(default='', compare=False)
print(F(1) < F(2), sorted([F(3), F(1)]), hash(F(1)) == hash(F(1, 'z')), {F(1): 'k'}[F(1, 'q')])
for bad in (lambda: setattr(F(1), 'a', 2), lambda: delattr(F(1), 'a'), lambda: P(), lambda: P(1, 2, 3, 4, 5), lambda: hash(p), lambda: P(1) < P(2), lambda: F(1) < 5):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
@dataclass
class Base: a: int; b: int = 2
@dataclass
class Derived(Base):
    c: int = 3
    b: int = 20
    def __post_init__(self): self.total = self.a + self.b + self.c
print(Derived(1), Derived(1, c=5).total)
@dataclass
class Init:
    x: InitVar[int]
    y: int = field(init=False)
    z: 'ClassVar[int]' = 5
    def __post_init__(self, x): self.y = x * 2
print(Init(4), Init(4).y)
@dataclass(kw_only=True)
class K: a: int; b: int = 1
print(K(a=5))
@dataclass(slots=True)
class S: a: int; b: int = 2
s = S(1); print(s, S.__slots__, hasattr(s, '__dict__'))
@dataclass(repr=False, eq=False, init=False)
class N: a: int = 1
print(N() == N(), N().a)
M = make_dataclass('M', ['x', ('y', int), ('z', int, field(default=5))], namespace={'f': lambda self: self.x}); print(M(1, 2), M(1, 2).f())
@dataclass
class Nested: p: P; d: dict
print(asdict(Nested(p, {'k': [p]})), Nested(P(1), {}))
for src in ('@dataclass\nclass A:\n x: list = []', '@dataclass\nclass A:\n x: int = 1\n y: int', '@dataclass(frozen=True)\nclass A(Base): pass', '@dataclass(order=True, eq=False)\nclass A: pass'):
    try: exec(src)
    except (ValueError, TypeError) as e: print(e)
@dataclass
class Rec: kids: list
r = Rec([]); r.kids.append(r); print(r)
@dataclass
class KW: a: int; _: KW_ONLY; b: int = 3
print(KW(1, b=4))
@dataclass(unsafe_hash=True)
class H: a: int
print(hash(H(1)) == hash(H(1)), len({H(1), H(1)}))
