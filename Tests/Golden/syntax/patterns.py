match x:
    case 0 | -1 | 1.5 | -2j | 1 + 2j | -1 - 2j: a
    case 'a' 'b' | b'c': a
    case None | True | False: a
    case name: a
match x, y:
    case _: a
match *x, y:
    case a.b | c.d.e: a
    case (a) | (a): a
    case () | []: a
    case (a,) | [a] | [a,]: a
    case (a, b) | [a, *_]: a
    case a, *rest: a
    case *rest, : a
    case [[a, b], *c] as d: a
    case {}: a
    case {'a': 1, b.c: d, None: e, -1: f, **rest}: a
    case {**rest}: a
    case {'a': _,}: a
    case A(): a
    case A.B(1, c, d=2, e=f,): a
    case A(x, y) if x > y: a
    case A(x=B(y=[C() as z])): a
match (x):
    case 1: pass
match -x:
    case 1: pass
match [x]:
    case 1: pass
match {x: y}:
    case 1: pass
match match:
    case case: pass
match = 1
match[0] = match.x = 2
match(x)
match (x), y
match -x
match, case = case, match
case(match)
_ = 1
print(match)
