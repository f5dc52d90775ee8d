def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
def total(n): return sum(count(n))
def manual(n):
    t = 0
    for x in count(n): t += x
    return t
for _ in range(20): total(50); manual(50)
print(total(1000), manual(1000))
def evens(it):
    for x in it:
        if x % 2 == 0: yield x
def squares(it): return (x * x for x in it)
def pipeline(n):
    r = 0
    for v in squares(evens(count(n))): r += v
    return r
for _ in range(10): pipeline(30)
print(pipeline(500))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
def take(n, g):
    out = []
    for x in g:
        if len(out) == n: break
        out.append(x)
    return out
for _ in range(10): take(20, fib())
print(take(100, fib())[-1])
def echo():
    got = None
    total = 0
    while True:
        got = yield total
        if got is None: return total
        total += got
def drive(vals):
    g = echo(); next(g)
    for v in vals: r = g.send(v)
    try: g.send(None)
    except StopIteration as e: return r, e.value
for _ in range(20): drive(range(20))
print(drive(range(100)), drive([1.5] * 60), drive([2 ** 62] * 3))
def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)
for _ in range(5): list(tree(5))
print(sum(tree(8)), len(list(tree(8))))
def with_finally(n):
    try:
        for i in range(n): yield i
    finally: log.append('closed')
log = []
def partial(n):
    for x in with_finally(100):
        if x == n: return x
for _ in range(20): partial(3)
import gc; gc.collect()
print(log.count('closed') <= 20)
def perm(a):
    if len(a) <= 1: yield a
    else:
        for i in range(len(a)):
            for p in perm(a[:i] + a[i + 1:]): yield [a[i]] + p
for _ in range(3): r = list(perm([1, 2, 3, 4]))
print(len(r), r[5], r[-1])
def raising(n):
    for i in range(n):
        if i == 60: raise LookupError(i)
        yield i
try:
    s = 0
    for x in raising(100): s += x
except LookupError as e: print(e, s)
