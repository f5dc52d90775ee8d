data = [('b', 2), ('a', 2), ('c', 1), ('d', 1)]
print(sorted(data), sorted(data, key=lambda x: x[1]), sorted(data, key=lambda x: x[1], reverse=True), sorted(data, key=lambda x: (-x[1], x[0])))
from operator import itemgetter, attrgetter, methodcaller
from functools import cmp_to_key
print(sorted(data, key=itemgetter(1, 0)), sorted('Hello World', key=str.lower), sorted([3, -1, 2], key=abs), sorted(['10', '9', '1'], key=int), sorted([1, 10, 2], key=str))
print(sorted([5, 2, 8], key=cmp_to_key(lambda a, b: b - a)), sorted(['b', 'A'], key=methodcaller('lower')), sorted([1j, 2, 0.5], key=abs), sorted([True, 0, 2]), sorted([2 ** 70, 1.5, -1]), sorted([float('inf'), 1, float('-inf')]))
class P:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n > o.n
    def __repr__(self): return f'P{self.n}'
print(sorted([P(1), P(3), P(2)]), min([P(1), P(3)]), max([P(1), P(3)]) if False else '', sorted([P(2), P(1)], key=attrgetter('n')))
for bad in [lambda: sorted([1, 'a']), lambda: sorted([None, 1]), lambda: sorted([1], key=5), lambda: sorted([{}, {}]), lambda: [3, 1].sort(lambda x: x), lambda: sorted([1, 2], key=lambda x: 1 / 0), lambda: sorted([object(), object()]), lambda: max(['a', 1]), lambda: sorted([1j, 2j])]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
l = [5, 3, 9]; print(l.sort(), l, l.sort(reverse=True), l)
x = [(i * 7919) % 1009 for i in range(1009)]
print(sorted(x) == list(range(1009)), sorted(x, reverse=True)[:3], sorted(x, key=lambda v: v % 10)[:12], sorted(range(20), key=lambda v: (v % 3, -v)))
words = 'the quick brown fox jumps over the lazy dog the end'.split()
print(sorted(set(words), key=lambda w: (-words.count(w), w)), sorted(words, key=len), sorted(words, key=lambda w: w[-1]), sorted({'b': 1, 'a': 2}.items(), key=lambda kv: kv[1]))
calls = []
sorted([3, 1, 2], key=lambda v: calls.append(v) or v); print(calls)
print(sorted([[2], [1, 5], [1]]), sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted(['é', 'e', 'z', 'Z']), sorted([b'b', b'a', b'B']), sorted([0.1, -0.0, 0.0, -1]), min('abc', key=lambda c: -ord(c)), max([], default='none'), max(3, 1, 2, key=lambda v: -v))
