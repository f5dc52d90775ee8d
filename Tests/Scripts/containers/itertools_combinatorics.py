from itertools import *
print(list(product('ab', [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product('ab', '')), list(product('a', repeat=0)), len(list(product(range(3), range(4), range(5)))))
print(list(permutations('abc')), list(permutations('abc', 2)), list(permutations('ab', 3)), list(permutations('', 0)), list(permutations(range(3), 1)), len(list(permutations(range(6)))))
print(list(combinations('abcd', 2)), list(combinations('ab', 3)), list(combinations('abc', 0)), list(combinations([1, 2, 3], 3)), len(list(combinations(range(10), 4))))
print(list(combinations_with_replacement('abc', 2)), list(combinations_with_replacement('', 1)), list(combinations_with_replacement('a', 3)), list(combinations_with_replacement('ab', 0)))
for f in (lambda: combinations('ab', -1), lambda: permutations('ab', -1), lambda: product('a', repeat=-1), lambda: combinations('a', 'b'), lambda: permutations(5), lambda: combinations('a')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
p = permutations('abc'); next(p); next(p); r = p.__reduce__(); print(r); q = r[0](*r[1]); q.__setstate__(r[2]); print(list(q) == list(p))
c = combinations('abcd', 2); next(c); r = c.__reduce__(); q = r[0](*r[1]); q.__setstate__(r[2]); print(r[1:], list(q))
c = product('ab', 'cd'); next(c); r = c.__reduce__(); q = r[0](*r[1]); q.__setstate__(r[2]); print(r[1:], list(q))
print(sum(a * b for a, b in combinations(range(50), 2)), sum(1 for _ in permutations(range(7))))
