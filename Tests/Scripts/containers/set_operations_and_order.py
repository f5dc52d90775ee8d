a = {1, 2, 3}; b = {3, 4}
print(a | b, a & b, a - b, a ^ b, a < b, a <= {1, 2, 3}, {1} < a, a == {3, 2, 1}, a != b, a.isdisjoint({9}), a >= b)
a.add(5); a.add(5); a.discard(99); a.discard(1); print(a, len(a), 5 in a)
a.update([7, 8], (9,)); a |= {10}; a -= {7}; a &= {2, 3, 8, 10}; a ^= {2, 100}; print(a)
print(a.union([1], [2]), a.intersection([3, 8]), a.difference([3]), a.symmetric_difference([3, 1]), a.issubset(range(200)), a.issuperset([3]))
c = a.copy(); c.clear(); print(c, set(), frozenset(), frozenset([1]), {1.5}, set('a'))
for f in (lambda: a.remove(77), lambda: set().pop(), lambda: {[]}, lambda: a | [1], lambda: hash(set()), lambda: set(5), lambda: a < [1], lambda: frozenset([1]).add(2), lambda: {1} + {2}):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print({5, 3, 1, 100, 64, 8, 33}, set(range(20)), {x * 7 % 31 for x in range(31)}, set(range(100, 0, -7)), {-1, -2, 0}, {2**61, 2**62, 2**65})
s = set(range(10))
for i in range(0, 10, 2): s.remove(i)
s.add(20); s.add(0); print(s, s.pop(), s)
print(hash(frozenset([1, 2, 3])), hash(frozenset()), hash(frozenset([1])) == hash(frozenset([1.0])), hash(frozenset(range(50))))
print({frozenset([1, 2]): 'x'}[frozenset([2, 1])], {1, 2} in {frozenset([1, 2])}, frozenset([1]) == {1}, type(frozenset([1]) | {2}), type({1} | frozenset([2])))
try:
    for x in s: s.add(x + 1000)
except RuntimeError as e: print(e)
class S(set): pass
x = S([1, 2]); x.tag = 1; print(x, x | {3}, type(x | {3}), type(x.copy()), x.tag, S())
class F(frozenset): pass
print(F([1]), type(F([1]).union([2])), F(), hash(F([1, 2])) == hash(frozenset([1, 2])))
s = {1, 2, 3}; s2 = s; s2 -= s2; print(s)
s = {1, 2}; s.intersection_update([2, 3]); print(s); s.difference_update([2]); print(s); s.symmetric_difference_update([4, 4, 5]); print(s)
st = {(1, 2), (3, 4)}; print((1, 2) in st, (1, 3) in st)
it = iter({1, 2, 3}); next(it); print(it.__length_hint__(), list(it))
print(set(range(1000)) == set(range(999, -1, -1)), len(set(range(100000))), sum(set(range(1000))))
big = set(range(60000)); big -= set(range(59990)); print(big)
