class It:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
class Seq:
    def __getitem__(self, i):
        if i >= 4: raise IndexError
        return i * 10
class Fresh:
    def __iter__(self): yield 1; yield 2
def total(it):
    t = 0
    for x in it: t += x if isinstance(x, (int, float)) else 1
    return t
for _ in range(30): total([1, 2, 3])
src = [lambda: [1, 2], lambda: (1, 2.5), lambda: range(5), lambda: range(10, 0, -3), lambda: {1, 2}, lambda: {3: 'a'}, lambda: 'abc', lambda: b'ab', lambda: It(4), lambda: Seq(), lambda: Fresh(), lambda: (i for i in range(3)), lambda: map(abs, [-1, -2]), lambda: filter(None, [0, 5]), lambda: zip('a', 'b'), lambda: enumerate('ab'), lambda: reversed([1, 2]), lambda: iter([7]), lambda: {1: 2}.values(), lambda: {1: 2}.items(), lambda: frozenset([9]), lambda: bytearray(b'z'), lambda: memoryview(b'x'), lambda: range(2 ** 62, 2 ** 62 + 2), lambda: [], lambda: iter(int, 0)]
for _ in range(3): r = [total(f()) for f in src]
print(r)
for bad in (5, None, 1.5, object(), len, int):
    try: total(bad)
    except TypeError as e: print(e)
class BadIter:
    def __iter__(self): return 5
class BadNext:
    def __iter__(self): return self
    def __next__(self): raise ValueError('in next')
for bad in (BadIter(), BadNext()):
    try: total(bad)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
def first(it, n):
    out = []
    for x in it:
        if len(out) >= n: break
        out.append(x)
    else: out.append('else')
    return out
for _ in range(10): first(range(5), 3)
it = iter(range(10)); print(first(it, 3), first(it, 3), list(it), first([1], 3), first(It(2), 2))
def nested(its):
    c = 0
    for a in its:
        for b in a: c += b
        for b in a: c += b
    return c
for _ in range(10): nested([[1, 2], [3]])
print(nested([range(3), (1, 2), It(3), iter([5, 6]), {4}]))
def mutating(l):
    n = 0
    for x in l:
        n += x
        if x == 2: l.append(50)
        if x == 3: l.remove(1)
    return n, l
for _ in range(5): mutating([1, 2, 3, 4])
print(mutating([1, 2, 3, 4]), mutating([2, 2]))
def strides(n): return [sum(range(a, b, c)) for a in (0, n, -n) for b in (0, n, -n) for c in (1, -1, 3, -7)]
for _ in range(3): r = strides(30)
print(r, total(range(-5, 2 ** 65, 2 ** 64)))
