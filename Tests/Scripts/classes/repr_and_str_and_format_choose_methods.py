class A:
    def __repr__(self): return 'R'
class B(A):
    def __str__(self): return 'S'
class C(B):
    def __format__(self, spec): return f'F[{spec}]'
for x in (A(), B(), C()):
    print(str(x), repr(x), f'{x}', f'{x!r}', f'{x!s}', '%s %r' % (x, x), '{} {!r}'.format(x, x), [x], {'k': x}, (x,))
print(format(C(), '>10'), f'{C():abc}', '{:x{}}'.format(C(), 'y'), f'{C()!s:>5}|')
try: format(A(), '>5')
except TypeError as e: print(e)
class Bad:
    def __repr__(self): return 5
    def __str__(self): return b'x'
    def __format__(self, s): return 1
for f in (lambda: repr(Bad()), lambda: str(Bad()), lambda: f'{Bad()}', lambda: [Bad()].__repr__(), lambda: print(Bad())):
    try: print(f())
    except TypeError as e: print(e)
class Str(str):
    def __str__(self): return 'my str'
    def __repr__(self): return 'my repr'
s = Str('raw')
print(s, repr(s), s + '!', f'{s}', '%s' % s, ''.join([s]), str(s), type(str(s)), s.upper())
class E(Exception):
    def __str__(self): return 'custom str'
print(E(1), repr(E(1)), E('a', 2).args)
class Raise:
    def __repr__(self): raise ValueError('in repr')
try: print([1, Raise()])
except ValueError as e: print(e)
print(repr(type), str(int), A, repr(A).endswith('A\'>'), ascii('é'), ascii([C(), 'ü']))
import re
print(re.sub('0x[0-9a-f]+', 'ADDR', repr(object())), re.sub('0x[0-9a-f]+', 'ADDR', repr(C().__str__)), re.sub('0x[0-9a-f]+', 'ADDR', repr(lambda: 0)))
print(re.sub('0x[0-9a-f]+', 'ADDR', repr((i for i in []))), len, [].append.__repr__()[:32], str.join, staticmethod(len), classmethod(len))
class Rec:
    def __init__(self): self.l = [self]
    def __repr__(self): return f'Rec({self.l.__len__()})'
print(Rec().l)
d = {}; d['self'] = d; l = [d]; d['l'] = l
print(d, l)
