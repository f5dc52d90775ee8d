class CM:
    def __init__(self, n, swallow=False, fail=None): self.n, self.s, self.fail = n, swallow, fail
    def __enter__(self):
        print('enter', self.n)
        if self.fail == 'enter': raise RuntimeError('enter failed')
        return self
    def __exit__(self, t, v, tb):
        print('exit', self.n, t and t.__name__, v, tb is not None)
        if self.fail == 'exit': raise RuntimeError('exit failed')
        return self.s
with CM(1) as a, CM(2) as b: print(a.n, b.n)
with CM('s', True): raise ValueError('gone')
with (CM('p1') as x, CM('p2') as y,): print('paren', x.n, y.n)
try:
    with CM('o'), CM('i', fail='exit'): raise ValueError('v')
except RuntimeError as e: print(e, repr(e.__context__))
try:
    with CM('o', True), CM('i', fail='enter'): print('never')
    print('swallowed enter failure')
except RuntimeError as e: print('never')
def f(how):
    for i in range(2):
        with CM(f'{how}{i}'):
            if how == 'return': return 'r'
            if how == 'break': break
            if how == 'continue': continue
            if how == 'raise': raise KeyError('k')
    return 'end'
print(f('return'), f('break'), f('continue'))
try: f('raise')
except KeyError: print('KeyError')
d = {}
with CM('item') as d['k'], CM('attr') as d['k'].other, CM('unpack'): print(d['k'].other.n)
class Tup:
    def __enter__(self): return 1, (2, 3)
    def __exit__(self, *a): return 'truthy'
with Tup() as (p, (q, r)): print(p, q, r); 1 / 0
for bad in (5, 'x', object()):
    try:
        with bad: pass
    except TypeError as e: print(e)
class NoExit:
    def __enter__(self): print('entered?')
try:
    with NoExit(): pass
except TypeError as e: print(e)
class BadBool:
    def __enter__(self): pass
    def __exit__(self, *a):
        class B:
            def __bool__(self): raise OSError('in bool')
        return B()
try:
    with BadBool(): raise ValueError
except OSError as e: print(e, repr(e.__context__))
with BadBool(): print('not asked when no exception')
import contextlib
def nested(n):
    if n == 0: raise StopIteration('deep')
    with CM(n): nested(n - 1)
try: nested(2)
except StopIteration as e: print(repr(e))
