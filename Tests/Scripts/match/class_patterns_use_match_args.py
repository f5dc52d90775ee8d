class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class Q(P): pass
class N: pass
def m(v):
    match v:
        case P(0, 0): return 'origin'
        case P(x, 0): return f'x axis {x}'
        case Q(x=x, y=y) if x == y: return f'Q diagonal {x}'
        case P(x, y=P(a, b)): return f'nested {x} {a} {b}'
        case P(x, y): return f'P {x} {y}'
        case N(attr=a): return f'N {a}'
        case str(s): return f's {s}'
        case list([a, b]) | tuple([b, a]): return f'{a}{b}'
        case dict(d): return d
        case bool(b): return b
        case complex(real=r): return r
        case _: return 'no'
n = N(); n2 = N(); n2.attr = 'here'
for v in (P(0, 0), P(3, 0), Q(2, 2), P(2, 2), P(1, P(2, 3)), Q(1, 2), n, n2, 'z', [1, 2], (1, 2), {'d': 1}, True, 2j, 5, P): print(m(v))
class Bad: __match_args__ = ['x']
class Bad2: __match_args__ = (5,)
class Bad3: __match_args__ = ('x',)
def t(f):
    try: return f()
    except TypeError as e: return str(e)
def b1():
    match Bad():
        case Bad(x): pass
def b2():
    match Bad2():
        case Bad2(x): pass
def b3():
    match Bad3():
        case Bad3(x, y): pass
def b4():
    match Bad3():
        case Bad3(x, x=1): pass
def b5():
    match 5:
        case int(1, real=2): return 'no'
        case int(5, 6): return 'no'
def b6():
    match 5:
        case int(a, b): pass
def b7():
    nc = 5
    match 5:
        case nc(): pass
def b8():
    match N():
        case N(a): pass
for f in (b1, b2, b3, b4, b5, b6, b7, b8): print(t(f))
import dataclasses
@dataclasses.dataclass
class D: a: int; b: str = 'b'; c: list = dataclasses.field(default_factory=list, kw_only=True)
match D(1, c=[5]):
    case D(a, b, c=[z]): print(a, b, z, D.__match_args__)
class Meta(type):
    def __instancecheck__(cls, o): return o == 'yes'
class M(metaclass=Meta): pass
match 'yes':
    case M(): print('instancecheck used')
