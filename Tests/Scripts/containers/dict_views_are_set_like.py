d = {'a': 1, 'b': 2, 'c': 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), 'a' in k, ('a', 1) in i, ('a', 2) in i, 2 in v)
d['d'] = 4; print(k, len(v), list(reversed(k)), list(reversed(v)), list(reversed(i)))
print(sorted(k & {'a', 'z'}), sorted(k | {'z'}), sorted(k - {'a'}), sorted(k ^ {'a', 'z'}), sorted(k & ['a', 'b', 'b']))
print(sorted(i & {('a', 1)}), k == {'a', 'b', 'c', 'd'}, k >= {'a'}, k < {'a'}, k.isdisjoint('xyz'), k.isdisjoint('a'))
print({'a', 'z'} - k, sorted({'z'} | k), type(k & k).__name__, k == d.keys(), i == dict(d).items(), v == d.values())
print(type(k).__name__, type(v).__name__, type(i).__name__, k.mapping, type(k.mapping))
for x in (lambda: hash(k), lambda: k + k, lambda: k[0], lambda: k & 5, lambda: d.keys() < [1]):
    try: print(x())
    except TypeError as e: print(e)
it = iter(d.items()); print(next(it), it.__length_hint__(), list(it), next(it, 'end'))
import operator
print(operator.length_hint(iter(d)), operator.length_hint(iter(d.values())), iter(d).__reduce__()[1])
