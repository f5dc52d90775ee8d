a, b = {'x': 1, 'y': 2}, {'y': 3, 'z': 4}
print(a | b, b | a, a, {**a, **b}, dict(a, **b), dict(a, y=9), dict([('k', 1)], j=2), dict(zip('ab', [1, 2])), dict(['ab', 'cd']), dict({1: 2}.items()))
c = a; c |= b; print(a is c, a)
a |= [('q', 7), ('x', 0)]; print(a)
for bad in [lambda: a | [('p', 1)], lambda: a.update(5), lambda: a.update([1]), lambda: a.update([(1, 2, 3)]), lambda: a.update({}, {}), lambda: dict(5), lambda: [] | a, lambda: dict(**{1: 2}), lambda: {}.fromkeys(), lambda: {}.popitem(), lambda: {}.pop(1), lambda: a['nope']]:
    try: print(bad())
    except (TypeError, ValueError, KeyError) as e: print(type(e).__name__, e)
a.update(x=5, w=6); a.update({'v': 1}, u=2); a.update(); print(a)
class M:
    def __init__(self): self.d = {'m': 1}
    def keys(self): return self.d.keys()
    def __getitem__(self, k): return self.d[k] * 100
a.update(M()); print(a['m'], dict(M()))
print(a.pop('m'), a.pop('m', 'gone'), a.setdefault('x', 99), a.setdefault('new', []), a.setdefault('none'), a.get('zz'), a.get('zz', 0), a.popitem(), list(a)[0], list(reversed(a))[:2])
print(dict.fromkeys('aba', 0), dict.fromkeys([1, 2]), {k: v for k, v in a.items() if isinstance(v, int)}, a.copy() == a, a.copy() is a)
class D(dict): pass
print(type(D(a=1) | {}), type({} | D()), D(a=1), D.fromkeys('a'), type(D().copy()), type(D.fromkeys('x')))
d = {}
for i in range(1000): d[i] = i
for i in range(0, 1000, 2): del d[i]
for i in range(5): d[i * 2] = 'again'
print(len(d), list(d)[:3], list(d)[-6:], sum(v for v in d.values() if v != 'again'))
d = {1: 'a', 2: 'b'}; k, v, i = d.keys(), d.values(), d.items(); d[3] = 'c'; del d[1]
print(k, v, i, len(k), 3 in k, (2, 'b') in i, 'c' in v, k & {2, 9}, k | {7}, k - {2}, k ^ {3, 4}, i & {(2, 'b')}, k <= {2, 3}, k.isdisjoint([5]), list(reversed(i)), k.mapping)
print(sorted({'b': 1, 'a': 2}), max({'b': 1, 'a': 2}), sum({1: 5, 2: 6}), [*{'x': 1}], 'x' in {'x': 1}, len({}), not {}, {} == {}, {1: {}} == {1: {}}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1})
