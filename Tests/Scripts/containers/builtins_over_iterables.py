print(min(3, 1, 2), max([1, 5, 2]), min('hello'), max({1: 2, 3: 4}), min([], default=7), max((x for x in ()), default=None))
print(min([3, -4, 2], key=abs), max('aB', key=str.lower), max([1, 2], [1, 3]), min(1, 1.0), max(1, True), min((2, 'a'), (1, 'b')))
print(sum([1, 2, 3]), sum(range(10)), sum([0.1] * 10), sum([1, 2.5]), sum([[1], [2]], []), sum([], 5), sum((x * x for x in range(4)), start=10), sum([2**62, 2**62]))
print(any([0, '', 3]), any([]), all([]), all([1, 0]), any(x > 3 for x in range(5)), all(x < 3 for x in range(5)))
print(len('abc'), len([1]), len({}), len(range(7)), len(set('aab')))
print(list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate(start=2**62, iterable='xyz')))
print(list(zip()), list(zip('ab')), list(zip('abc', [1, 2])), list(zip('ab', range(9), (True, False))), dict(zip('ab', [1, 2])))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x % 2, range(6))))
print(list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed((1, 2))), list(reversed(range(3))), list(reversed({'a': 1, 'b': 2})))
print(next(iter([1])), next(iter([]), 'd'), list(iter(iter([1, 2]))))
n = [0]
def tick(): n[0] += 1; return n[0]
print(list(iter(tick, 4)))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
    def __len__(self): return 3
print(list(Seq()), list(reversed(Seq())), 20 in Seq(), 5 in Seq(), tuple(Seq()), max(Seq()), sum(Seq()))
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if not self.n: raise StopIteration
        self.n -= 1; return self.n
print(list(It(3)), sum(It(4)), sorted(It(3)), max(It(5)), set(It(3)), tuple(It(2)), any(It(1)), all(It(2)), list(zip(It(2), It(3))), list(enumerate(It(2))), list(map(str, It(2))), 2 in It(5), [*It(2), *It(1)])
a, b, c = It(3); print(a, b, c)
def gen():
    yield 1; yield 2; return 5
print(list(gen()), sum(gen()), tuple(gen()), dict(enumerate(gen())), list(map(lambda x: x + 1, gen())), list(zip(gen(), gen())), max(gen()), sorted(gen(), reverse=True), list(filter(lambda x: x > 1, gen())), set(gen()), ','.join(str(x) for x in gen()))
class R:
    def __reversed__(self): return iter('rev')
print(list(reversed(R())))
class NoIter: __iter__ = None
class BadIter:
    def __iter__(self): return 5
class NotNext:
    def __iter__(self): return self
for f in (lambda: min(), lambda: min([]), lambda: max(5), lambda: max(1, 2, default=3), lambda: sum(['a']), lambda: sum(['a'], ''), lambda: sum([[1]]), lambda: len(5), lambda: next(5), lambda: next(iter([])),
          lambda: iter(5), lambda: iter(NoIter()), lambda: iter(BadIter()), lambda: list(NotNext()), lambda: iter(5, 6), lambda: map(5), lambda: list(map(5, [1])), lambda: zip(1), lambda: enumerate(5), lambda: reversed({1}), lambda: filter(1), lambda: sorted(5), lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: list(zip([1], [1], [], strict=True)), lambda: any(5), lambda: 5 in 5, lambda: [*5], lambda: min(1, 'a'), lambda: enumerate([], 'a'), lambda: reversed(5), lambda: len(), lambda: min(key=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class MyMap(map):
    def __next__(self): return super().__next__() * 2
print(list(MyMap(int, '123')), type(MyMap(int, '1')).__name__)
def stop(): raise StopIteration
print(list(map(lambda x: stop() if x == 2 else x, range(5))))
print(repr(type(iter([]))), type(iter(())), type(iter({})), type(iter(set())), type(iter('')), type(iter('é')), type(zip()), type(iter(range(1))), type(reversed([])), type(iter(Seq())), type(iter(tick, 1)))
