def kind(x):
    match x:
        case 0: return 'zero'
        case 1 | 2 | 3: return 'few'
        case int(n) if n < 0: return f'neg {n}'
        case int(): return 'int'
        case float(f): return f'float {f}'
        case str() as s if len(s) > 3: return 'long ' + s
        case 'a' | 'b': return 'ab'
        case [x, y]: return f'two {x} {y}'
        case [x, *rest]: return f'seq {x} {len(rest)}'
        case {'op': op, 'args': [a, b]}: return f'{op} {a} {b}'
        case {}: return 'map'
        case None: return 'none'
        case _: return 'other'
vals = [0, 2, -5, 99, 2 ** 70, 1.5, 'hello', 'a', 'zz', (1, 2), [1, 2, 3], [7], {'op': '+', 'args': (1, 2)}, {'x': 1}, None, True, object, [], range(2)]
for _ in range(20): r = [kind(v) for v in vals]
print(r)
class P:
    __match_args__ = 'x', 'y'
    def __init__(self, x, y): self.x, self.y = x, y
def where(p):
    match p:
        case P(0, 0): return 'origin'
        case P(0, y): return y
        case P(x=x, y=0): return -x
        case P(x, y) if x == y: return 'diag'
        case P(): return 'p'
for _ in range(30): r = [where(P(*a)) for a in ((0, 0), (0, 3), (4, 0), (5, 5), (1, 2), (0.0, 0))]
print(r, where(5))
def ev(e, env):
    match e:
        case ('+', a, b): return ev(a, env) + ev(b, env)
        case ('*', a, b): return ev(a, env) * ev(b, env)
        case ('let', n, v, body): return ev(body, env | {n: ev(v, env)})
        case str(n): return env[n]
        case n: return n
for i in range(30): r = ev(('let', 'x', ('+', i, 1), ('*', 'x', ('+', 'x', 0.5 if i == 29 else 1))), {})
print(r)
def states(text):
    s, out = 'start', []
    for c in text:
        match s, c:
            case 'start', '"': s = 'str'; cur = ''
            case 'start', d if d.isdigit(): s = 'num'; cur = d
            case 'str', '"': out.append(cur); s = 'start'
            case 'str', ch: cur += ch
            case 'num', d if d.isdigit(): cur += d
            case 'num', _: out.append(int(cur)); s = 'start'
    return out
for _ in range(5): states('"ab" 12 ')
print(states('"hi" 42 "" 7 x'))
