from itertools import *
import operator
print(list(islice(count(10, 3), 4)), list(islice(cycle('ab'), 5)), list(repeat('x', 3)), list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4], max)), list(accumulate([1, 2], initial=10)), list(accumulate('abc', operator.add)))
print(list(chain('ab', [1], ())), list(chain.from_iterable(['ab', 'c'])), list(compress('abcd', [1, 0, 1, 0])), list(dropwhile(lambda x: x < 3, [1, 3, 2])), list(takewhile(lambda x: x < 3, [1, 3, 2])), list(filterfalse(lambda x: x % 2, range(5))))
print([(k, list(g)) for k, g in groupby('aabbbc')], [(k, [x[1] for x in g]) for k, g in groupby([(1, 'a'), (1, 'b'), (2, 'c')], key=lambda t: t[0])], list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest('abc', [1], fillvalue='-')), list(pairwise('abcd')))
a, b = tee([1, 2, 3]); print(next(a), list(b), list(a))
print(list(product('ab', [1, 2])), list(product(range(2), repeat=3))[-2:], list(permutations('abc', 2)), list(combinations('abcd', 2)), list(combinations_with_replacement('ab', 3)), list(product()), list(permutations([])), list(combinations('ab', 3)))
print(list(islice('abcdef', 1, None, 2)), list(islice('abc', 0)), next(islice(count(), 5, None)), list(islice(count(1.5, 0.5), 3)), list(islice(count(2 ** 62), 2)), list(islice(count(-1, -1), 2)))
for bad in [lambda: islice([], -1), lambda: list(islice([], 1, 2, 0)), lambda: repeat(), lambda: list(product('a', repeat=-1)), lambda: combinations('a', -1), lambda: count('a'), lambda: list(chain(5)), lambda: list(starmap(pow, [1])), lambda: cycle(5), lambda: tee([], -1), lambda: next(cycle([])), lambda: list(permutations('a', 'b'))]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
def primes():
    yield 2
    yield from (n for n in count(3, 2) if all(n % p for p in takewhile(lambda p: p * p <= n, primes())))
print(list(islice(primes(), 12)))
def windows(s, n):
    its = tee(s, n)
    for i, it in enumerate(its): next(islice(it, i, i), None)
    return zip(*its)
print(list(windows('abcde', 3)), repr(count(5)), repr(count(1, 2)), repr(repeat('a', 2)), sum(1 for _ in permutations(range(5))))
g = groupby([1, 1, 2]); k1, g1 = next(g); k2, g2 = next(g); print(k1, list(g1), k2, list(g2))
def batched(it, n):
    it = iter(it)
    while b := list(islice(it, n)): yield b
print(list(batched(range(7), 3)), list(zip(*[iter('abcdef')] * 2)), dict(zip(count(), 'ab')))
