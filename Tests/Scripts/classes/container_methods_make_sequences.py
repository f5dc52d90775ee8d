class S:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if isinstance(i, slice): return i.indices(self.n)
        if not -self.n <= i < self.n: raise IndexError(i)
        return i * 10
    def __setitem__(self, i, v): print('set', i, v)
    def __delitem__(self, i): print('del', i)
s = S(4)
print(s[1], s[-1], s[1:3], s[::-1], list(s), 20 in s, 25 in s)
print(list(reversed(s)))
s[0] = 'x'; s[1:2] = [1]; del s[3], s[:]
a, *b = s
print(a, b, max(s), sum(s), sorted(s, reverse=True))
for x in s: print(x, end=' ')
print(bool(S(0)), bool(S(1)))
class D(dict):
    def __missing__(self, k): self[k] = v = len(self); return v
d = D(a=5)
print(d['a'], d['x'], d['y'], d.get('zz'), d, 'q' in d)
class C:
    def __contains__(self, x): print('contains', x); return 'yes' if x else ''
    def __iter__(self): raise TypeError('not me')
print(1 in C(), 0 in C(), 0 not in C())
class It:
    def __iter__(self): return iter([1, 2, 3])
print(2 in It(), 9 in It(), list(It()), tuple(It()), set(It()) == {1, 2, 3})
class NoIter: __iter__ = None
try: iter(NoIter())
except TypeError as e: print(e)
class NoContains:
    __contains__ = None
    def __iter__(self): return iter([1])
try: 1 in NoContains()
except TypeError as e: print(e)
class BadIter:
    def __iter__(self): return 5
try: iter(BadIter())
except TypeError as e: print(e)
class L:
    def __init__(self, r): self.r = r
    def __len__(self): return self.r
for r in (-1, 1.5, 'a', 1 << 100):
    try: print(len(L(r)))
    except (TypeError, ValueError, OverflowError) as e: print(type(e).__name__, e)
class H:
    def __length_hint__(self): return 10
    def __iter__(self): return iter('ab')
import operator
print(operator.length_hint(H()), list(H()), operator.length_hint(5, 3))
class K:
    def __class_getitem__(cls, i): return f'{cls.__name__}[{i}]'
    def __getitem__(self, i): return i
print(K[int], K()[1, 2], K()[1:2, ...], K()[()], K()[1,])
