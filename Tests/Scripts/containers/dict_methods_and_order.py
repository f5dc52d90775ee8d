d = {'b': 1, 'a': 2}
d['c'] = 3; d['b'] = 9; print(d, list(d), len(d), 'a' in d, 'z' in d)
print(d.get('a'), d.get('q'), d.get('q', 5), d.setdefault('a', 7), d.setdefault('n', 7), d)
print(d.pop('n'), d.pop('zz', None), d.popitem(), d)
d.update({'x': 1}, y=2); d.update([('p', 1), ['q', 2]]); d.update(k=5); print(d)
del d['x']; d['x'] = 'again'; print(d, list(reversed(d)))
print(dict(a=1), dict([(1, 2)]), dict({'a': 1}, b=2), dict(), dict(zip('ab', [1, 2])), dict.fromkeys('abc'), dict.fromkeys([1, 2], 0))
print({1: 2} == {1: 2.0}, {1: 2} != {2: 1}, {1: 1, 2: 2} == {2: 2, 1: 1})
print({'a': 1} | {'b': 2}, {'a': 1, 'b': 1} | {'b': 2}); e = {1: 1}; e |= [(2, 2)]; print(e)
for f in (lambda: {}['k'], lambda: {}.pop('k'), lambda: {}.popitem(), lambda: {[]: 1}, lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {} | 5,
          lambda: {} < {}, lambda: dict(1), lambda: hash({}), lambda: {}.update(1, 2), lambda: dict(1, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
d = {1: 1, 2: 2}
try:
    for k in d: d[k + 10] = 1
except RuntimeError as e: print(e)
try:
    for k in list(d): del d[k]
    print(d)
    d = {1: 1}
    for k in d: del d[k]
except RuntimeError as e: print(e)
d = {}; d['me'] = d; print(d)
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 3): del big[i]
print(len(big), big[1], sum(big.values()), list(big)[:5], list(big)[-3:])
while len(big) > 10: big.popitem()
print(big); big.clear(); print(big)
print({1: 'a', 1.0: 'b', True: 'c'}, {None: 1, (1, 2): 2})
class M(dict):
    def __missing__(self, k): return ('missing', k)
m = M(a=1); print(m['a'], m['b'], m.get('b'), m, type(m.copy()), m == {'a': 1})
class H:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o): return isinstance(o, H) and self.v == o.v
hd = {H(i): i for i in range(20)}; print(len(hd), hd[H(7)], H(99) in hd)
def f(**k): return k
print(f(**{'a': 1}, **{'b': 2}), {**{'x': 1}, 'y': 2, **{'x': 3}})
