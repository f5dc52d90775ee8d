from itertools import *
import operator
print(list(islice(count(), 3)), list(islice(count(5, 2), 3)), list(islice(count(0.5, 0.25), 3)), count(3), count(1, 2), list(islice(count(2**62 - 1), 3)), list(islice(count(-1, -2), 2)))
print(list(islice(cycle('ab'), 5)), list(cycle('')), list(repeat(1, 3)), repeat(1, 3), repeat('x'), list(islice(repeat(0), 2)))
print(list(chain('ab', [1], ())), list(chain.from_iterable(['ab', 'c'])), list(chain()), list(accumulate([1, 2, 3])), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], initial=10)), list(accumulate([])), list(accumulate('abc')))
print(list(compress('abcdef', [1, 0, 1, 0, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(None, [0, 1, 2, ''])), list(filterfalse(lambda x: x % 2, range(5))))
print(list(islice('abcdefg', 2)), list(islice('abcdefg', 2, 4)), list(islice('abcdefg', 2, None)), list(islice('abcdefg', 0, None, 2)), list(islice('abc', 5, 10)), list(islice('abc', None)))
print(list(starmap(pow, [(2, 3), (3, 2)])), list(starmap(lambda *a: a, ['ab', [1]])), list(pairwise('abcd')), list(pairwise('a')), list(zip_longest('abc', 'x')), list(zip_longest('abc', 'x', fillvalue='-')), list(zip_longest()))
print([(k, list(g)) for k, g in groupby('aabbbca')], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4, 5], lambda x: x % 2)], [k for k, g in groupby('aabbc')])
gs = [g for k, g in groupby('aab')]; print([list(g) for g in gs])
a, b = tee([1, 2, 3]); print(next(a), list(b), list(a)); a, b, c = tee(iter('xy'), 3); print(list(c), list(a), list(b), tee([], 0))
a, = tee('abc', 1); next(a); import copy; d = a.__copy__(); print(list(a), list(d))
def g():
    yield from range(4)
x, y = tee(g()); print(list(zip(x, islice(y, 1, None))))
for f in (lambda: list(islice([1], -1)), lambda: islice([1]), lambda: list(islice([1], 1, 2, 0)), lambda: list(islice([1], 'a')), lambda: tee([1], -1), lambda: count('a'), lambda: list(chain(1)), lambda: list(starmap(pow, [1])), lambda: repeat(), lambda: cycle(5), lambda: zip_longest(1), lambda: list(compress('a', 5)), lambda: accumulate(5), lambda: list(accumulate([1, 'a'])), lambda: islice([1], 1, 2, 3, 4)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(operator.length_hint(repeat(1, 4)), list(map(operator.add, count(), 'abc' and [1, 2])))
i = islice(iter('abcdef'), 1, 4); print(next(i), list(i))
s = iter('abcdef'); print(list(islice(s, 2)), list(s))
print([list(islice(c, 2)) for c in (count(1), cycle([1]), repeat(2))], type(count()), type(chain()))
