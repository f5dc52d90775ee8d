class R:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 2
class RR:
    def __reversed__(self): return iter('custom')
print(list(reversed(R())), list(reversed(RR())), list(reversed({1: 2, 3: 4})), list(reversed(range(0, 9, 4))), list(reversed([])), [*reversed('ab')])
for bad in (lambda: reversed({1}), lambda: reversed(5), lambda: reversed(iter([])), lambda: enumerate([], 'a'), lambda: zip(5), lambda: map(), lambda: map(5), lambda: filter(None), lambda: list(map(5, [1]))):
    try: print(bad())
    except TypeError as e: print(e)
print(list(enumerate('ab', -1)), list(enumerate([], 5)), list(enumerate('a', 2 ** 62)), next(enumerate('x')), list(zip('abc', range(2))), list(zip()), list(zip([])), list(zip(*[(1, 2), (3, 4)])), dict(zip('ab', [1, 2], strict=True)))
log = []
def src(n, t):
    for i in range(n): log.append(f'{t}{i}'); yield i
print(list(zip(src(3, 'a'), src(2, 'b'))), log); log.clear()
print(list(zip(src(2, 'a'), src(3, 'b'))), log)
try: list(zip(src(2, 'x'), src(3, 'y'), strict=True))
except ValueError as e: print(e)
m = map(lambda x, y: x + y, [1, 2, 3], [10, 20]); print(next(m), list(m), list(map(None.__class__, [])), list(map(str, 'ab', )), list(map(max, [1, 5], [3, 2], [2, 9])))
f = filter(lambda x: x > 1, [0, 1, 2, 3]); print(next(f), list(f), list(filter(None, [0, 'a', '', None, [0]])), list(filter(str.isupper, 'aBcD')))
e = enumerate('abc'); next(e); print(list(e), list(e)); z = zip('ab', 'cd'); print(next(z), list(z), list(z))
import itertools; a, b = itertools.tee(map(abs, [-1, -2])); print(list(a), list(b), type(e).__name__, repr(z).startswith('<zip object'), e.__reduce__()[0].__name__)
