a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, b - a, a ^ b, a <= b, {3} < b, a >= {1}, a > a, a.isdisjoint({9}), a == {4, 3, 2, 1})
print(a.union([9], (8,)), a.intersection([1, 2], [2]), a.difference([1], [2]), a.symmetric_difference([1, 7]), a.issubset(range(9)), a.issuperset([1]), set().union(), a.copy() is a)
s = set('hello'); print(sorted(s), len(s), 'h' in s, sorted(s - set('help')))
s = {1, 2}; s.add(3); s.discard(9); s.discard(1); s.remove(2); s.update([4, 5], (6,)); print(s); s |= {7}; s &= {3, 4, 7, 8}; s -= {3}; s ^= {4, 10}; print(s)
s.intersection_update([7]); s.difference_update([1]); s.symmetric_difference_update([7, 8]); print(s, s.pop(), s); s.clear(); print(s)
f = frozenset([1, 2]); print(f, f | {3}, {3} | f, type(f | {3}).__name__, type({3} | f).__name__, hash(f) == hash(frozenset([2, 1])), {f: 1}[frozenset({1, 2})], f == {1, 2}, frozenset(), frozenset(f) is f, f.copy() is f)
print({frozenset([1])}, frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])}, {frozenset([1]): 'x'}.get(frozenset([1])))
for bad in [lambda: {1}.remove(2), lambda: set().pop(), lambda: {1} | [2], lambda: {1} < [1], lambda: {[]}, lambda: set(5), lambda: f.add(1), lambda: hash({1}), lambda: {1} + {2}, lambda: {1}[0], lambda: {1}.union(5), lambda: {1}.update([[]]), lambda: {1, 2} <= 5, lambda: {1}.remove([])]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class S(set): pass
print(type(S([1]) | {2}).__name__, S([1]), type(S([1]).copy()).__name__, S([1]) == {1}, repr(S()))
print({i % 3 for i in range(10)}, {*'aab'} == {'a', 'b'}, set(range(5)) - {2}, set({1: 2}), set([1.0, 1, True]), len({0, -0.0, False}), sorted({(1, 2), (0, 5)}), set('abc') ^ set('bcd') == {'a', 'd'})
big = set(range(0, 3000, 3)) & set(range(0, 3000, 5)); print(len(big), max(big), sorted(big)[:4])
