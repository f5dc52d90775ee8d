def m(x):
    match x:
        case None: return 'None'
        case True: return 'True'
        case 0 | 1 | -1: return 'small'
        case 3.5 | 2+3j: return 'number'
        case 'a' 'b': return 'str'
        case b'x': return 'bytes'
        case []: return 'empty seq'
        case [1]: return 'one'
        case [1, x]: return f'pair {x}'
        case [1, _, *rest]: return f'rest {rest}'
        case (2, (3, y)): return f'nested {y}'
        case [*_, 9]: return 'ends 9'
        case {}if not x: return 'empty map'
        case {'k': v, 'j': [a, *b]}: return f'map {v} {a} {b}'
        case {'only': 1, **more}: return f'more {more}'
        case int(n) if n > 100: return f'big {n}'
        case int() | float(): return 'numeric'
        case str() as s: return f'string {s}'
        case [int(p), str(q)] as whole: return f'typed {p} {q} {whole}'
        case {'z': None}: return 'z none'
        case _: return 'other'
for x in (None, True, False, 0, 1.0, -1, 3.5, 2+3j, 'ab', b'x', [], (), [1], (1, 2), [1, 2, 3, 4], (2, (3, 'y')), [5, 9], {}, {'k': 1, 'j': 'no'}, {'k': 1, 'j': [2, 3], 'e': 0}, {'only': 1, 'x': 2}, 500, 50, 2.5, 'hello', (7, 'q'), {'z': None}, {1, 2}, range(1, 2), 'xyz', b'ab', bytearray(b'x'), iter([])): print(repr(x).split(' object')[0], '->', m(x))
from collections import deque, OrderedDict, UserList
import array
for s in (deque([1]), array.array('i', [1, 5]), OrderedDict(k=1, j=[2]), UserList([1])): print(type(s).__name__, m(s))
