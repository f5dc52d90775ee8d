nan = float('nan')
print(nan in [nan], [nan] == [nan], (nan,) == (nan,), {nan: 1} == {nan: 1}, [nan].index(nan), [nan].count(nan), float('nan') in [nan], {nan} == {nan})
class Never:
    def __eq__(self, o): return False
    __hash__ = object.__hash__
n = Never()
print(n in [n], [n] == [n], n == n, {n: 1}[n], n in {n}, [n].count(n), (n,) == (n,))
class Raises:
    def __eq__(self, o): raise ValueError('eq raised')
    def __hash__(self): return 1
r = Raises()
print(r in [r])
for f in (lambda: 1 in [r], lambda: [1] == [r], lambda: {1: 1}[r], lambda: r in {1}, lambda: [r].index(2), lambda: (1, r) < (1, 2), lambda: {r: 1, 1: 2}):
    try: print(f())
    except ValueError as e: print(e)
print([1, 2] == (1, 2), [1] == [1.0] == [True], [] == [], [[1], [2]] < [[1], [3]], (1, 2, 3) > (1, 2), [1, 'a'] == [1, 'b'])
try: [1, 'a'] < [1, 2]
except TypeError as e: print(e)
print([1, 'a'] < [2, 2], ('a', 1) < ('b', None), {1: [1]} == {1: [1]}, {1} == frozenset([1]), {1: 1}.keys() == {1}, {1: 2}.items() == {(1, 2)}, range(3) == range(0, 3, 1), range(0) == range(5, 1), range(3) == [0, 1, 2])
print(1 in {1.0: 'x'}, True in [1], 1.0 in {1}, {1: 'a', 1.0: 'b', True: 'c'}, {0, False, 0.0}, 2 ** 60 in {2.0 ** 60})
l = [1]; l.append(l); m = [1]; m.append(m)
try: print(l == m)
except RecursionError as e: print('RecursionError')
print(l == l)
class Eq:
    def __init__(self, v): self.v = v
    def __eq__(self, o): print('eq', self.v); return isinstance(o, Eq) and self.v == o.v
    def __hash__(self): return hash(self.v)
a = [Eq(1), Eq(2)]
print(Eq(2) in a, a.index(Eq(1)), a == [Eq(1), Eq(2)], len({Eq(1), Eq(1)}))
a.remove(Eq(2)); print(len(a))
