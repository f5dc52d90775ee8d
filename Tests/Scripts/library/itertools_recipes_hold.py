from itertools import *
import operator, collections
def take(n, it): return list(islice(it, n))
def flatten(l): return chain.from_iterable(l)
def grouper(it, n, fill=None): return zip_longest(*[iter(it)] * n, fillvalue=fill)
def partition(pred, it): a, b = tee(it); return filterfalse(pred, a), filter(pred, b)
def powerset(s): s = list(s); return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))
def unique(it, key=None):
    seen = set()
    for e in it:
        k = key(e) if key else e
        if k not in seen: seen.add(k); yield e
def sliding(it, n):
    it = iter(it); w = collections.deque(islice(it, n), maxlen=n)
    if len(w) == n: yield tuple(w)
    for x in it: w.append(x); yield tuple(w)
def roundrobin(*its):
    pending, nexts = len(its), cycle(iter(i).__next__ for i in its)
    while pending:
        try:
            for n in nexts: yield n()
        except StopIteration: pending -= 1; nexts = cycle(islice(nexts, pending))
def consume(it, n=None): collections.deque(it, maxlen=0) if n is None else next(islice(it, n, n), None)
print(take(4, count(1)), list(flatten([[1], [2, 3]])), list(grouper('abcdefg', 3, 'x')), [list(p) for p in partition(lambda x: x % 2, range(6))], list(powerset([1, 2, 3])), ''.join(unique('AAAbBCccD', str.lower)), list(sliding('abcde', 3)), ''.join(roundrobin('ABC', 'D', 'EF')))
it = iter(range(10)); consume(it, 3); print(next(it)); consume(it); print(next(it, 'done'), sum(map(operator.mul, [1, 2], [3, 4])), list(accumulate(repeat(2, 5), operator.mul)), all(a <= b for a, b in pairwise([1, 2, 2])), dict(zip(*[iter('abcd')] * 2)))
def ncycles(it, n): return chain.from_iterable(repeat(tuple(it), n))
def quantify(it, pred=bool): return sum(map(pred, it))
def convolve(s, k): k = tuple(k)[::-1]; w = collections.deque([0] * len(k), maxlen=len(k)); return [sum(map(operator.mul, k, w)) for x in chain(s, repeat(0, len(k) - 1)) if w.append(x) is None]
def sieve(n): d = bytearray((0, 1)) * (n // 2); d[:3] = 0, 0, 1; [d.__setitem__(slice(p * p, n, p + p), bytes(len(range(p * p, n, p + p)))) for p in range(3, int(n ** .5) + 1) if d[p]]; return list(compress(range(n), d))
print(list(ncycles('ab', 2)), quantify([True, 0, 3]), convolve([1, 2, 3], [1, 1]), sieve(50)[:15], list(starmap(lambda *a: sum(a), [(1,), (1, 2)])), next(filter(lambda x: x > 3, count())), list(takewhile(lambda c: c != 'c', 'abcab')))
g = groupby(sorted(['apple', 'bat', 'atom', 'bar', 'cat'], key=lambda w: w[0]), key=lambda w: w[0]); print({k: list(v) for k, v in g}, [(k, len(list(v))) for k, v in groupby('aaabccc')], max(((len(list(v)), k) for k, v in groupby('aabbbb'))))
