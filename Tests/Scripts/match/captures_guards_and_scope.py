def f(x):
    match x:
        case [a, b] if a > b: r = 'first'
        case [a, b] if a == b: r = 'same'
        case [a, *_]: r = 'any'
        case other: r = other
    return r, sorted(k for k in locals() if k not in 'xr')
print(f([2, 1]), f([1, 1]), f([1, 2]), f([0]), f(5), f('zz'))
class C: A = 1; B = 'b'
import enum
class E(enum.Enum): X = 1; Y = 2
def g(v):
    match v:
        case C.A: return 'C.A'
        case C.B: return 'C.B'
        case E.X | E.Y as e: return e.name
        case (C.A, E.X): return 'both'
        case {C.B: w}: return w
print(g(1), g('b'), g(E.Y), g((1, E.X)), g({'b': 'val'}), g(99))
log = []
class L:
    def __init__(self, v): self.v = v
    def __eq__(self, o): log.append((self.v, o)); return self.v == o
    def __bool__(self): return True
def h(v):
    match v:
        case 1: return 1
        case 2 | 3: return 23
        case [4, 5]: return 45
        case _ if log.append('guard'): return 'never'
        case _: return 'end'
print(h(L(3)), h(L(9)), log)
match 1, 2:
    case a, b: print(a, b)
match (5):
    case x if x > 3: print('x', x)
match = 'soft'; case = 'keyword'; _ = 'under'; print(match, case, _)
match match:
    case 'soft': print('soft match')
match [1, [2, [3, [4]]]]:
    case [a, [b, [c, [d]]]]: print(a, b, c, d)
match {'a': {'b': [{'c': 7}]}}:
    case {'a': {'b': [{'c': v}]}}: print(v)
match 7:
    case 1: print('no')
print('fell through')
def loop(items):
    for i in items:
        match i:
            case 'skip': continue
            case 'stop': break
            case ('ret', v): return v
        print('item', i)
    return 'done'
print(loop([1, 'skip', 2, 'stop', 3]), loop([('ret', 5)]))
def cmds(s):
    match s.split():
        case ['go', ('north' | 'south') as d]: return f'go {d}'
        case ['drop', *objs]: return f'drop {objs}'
        case ['quit' | 'exit']: return 'bye'
        case []: return 'nothing'
        case [cmd, *args]: return f'? {cmd} {len(args)}'
print([cmds(s) for s in ('go north', 'go up', 'drop a b', 'exit', '', 'look')])
for s in ['match x:\n case 1: pass\n case y: pass', 'match x:\n case y: pass\n case 1: pass', 'match x:\n case [a, a]: pass', 'match x:\n case {"a": 1, "a": 2}: pass', 'match x:\n case {**r, "a": 1}: pass', 'match x:\n case a.b(): pass', 'match x:\n case -a: pass', 'match x:\n case 1 + 2: pass', 'match x:\n case f"a": pass', 'match x:\n case [*a, *b]: pass', 'match x:\n case (a as b) as c: pass', 'match x:\n case A(x=1, x=2): pass', 'match x:\n case {a: 1}: pass', 'match x:\n case (1 | a): pass', 'match x:\n case 1 as _: pass', 'match x:\n pass']:
    try: compile(s, 's', 'exec'); print('ok')
    except SyntaxError as z: print(z.msg)
