# Generators in loops, delegations and builtins: values, ends, exceptions, handled exceptions, depth.
import sys

def count(n):
    for i in range(n): yield i
def chain(*its):
    for it in its: yield from it
def calls(n):
    for i in count(n): yield sum(count(i))
print(list(calls(6)), [x for x in chain(count(2), [7], (8,), "ab", count(1))])
print(sum(count(10)), any(x > 3 for x in count(5)), all(x < 3 for x in count(5)), max(count(4)), min(x - 5 for x in count(4)))
print(sorted(-x for x in count(4)), set(count(3)), tuple(count(3)), dict((i, i * i) for i in count(3)), "".join(str(x) for x in count(4)), frozenset(count(2)))
print(max(count(5), key=lambda x: -x), list(map(lambda x: x + 1, count(3))), list(zip(count(3), count(2))), list(enumerate(count(2))), list(filter(None, count(3))))
a, b, c = count(3)
print(a, b, c, [*count(2), *count(1)], {**{"a": 1}}, [*chain(count(1))])
try: a, b = count(3)
except ValueError as e: print(e)

def fails(n):
    for i in range(n): yield i
    raise ValueError("after %d" % n)
for f in (list, sum, any, all, max, sorted, set, tuple, "".join, dict):
    try: print(f(fails(2) if f not in (any,) else (0 for x in fails(1))))
    except Exception as e: print(type(e).__name__, e)
def stops():
    yield 1
    raise StopIteration("inner")
try: list(stops())
except RuntimeError as e: print(e, type(e.__cause__).__name__)
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration
        return self.n
print(list(It(3)), sum(It(4)), [x for x in It(2)], list(chain(It(2), count(1))), any(It(1)), sorted(It(3)))

# values sent, thrown, returned
def talk():
    got = []
    try:
        while True: got.append((yield len(got)))
    except KeyError as e: got.append(repr(e))
    finally: got.append("finally")
    return got
def outer():
    r = yield from talk()
    yield ("returned", r)
o = outer()
print(next(o), o.send("a"), o.send("b"), o.throw(KeyError("k")))
print(list(o))
o = outer(); next(o); o.close()
try: next(o)
except StopIteration as e: print("stopped", e.value)
def early():
    for x in count(5):
        if x == 2: return x
print(early())
def ret():
    yield 1
    return 5
def collects():
    r = yield from ret()
    print("got", r)
print(list(collects()))

# what is being handled
def handling():
    try: raise ValueError("g")
    except ValueError:
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]
try: raise KeyError("outer")
except KeyError:
    for x in handling(): print(x, sys.exc_info()[0].__name__)
print(sys.exc_info()[0])
def handling2():
    yield sys.exc_info()[0]
    yield sys.exc_info()[0]
h = handling2()
print(next(h))
try: 1 / 0
except ZeroDivisionError:
    for x in h: print(x.__name__)

# running, finished
def me():
    global g
    try: next(g)
    except ValueError as e: yield str(e)
g = me()
print(list(g), list(g))
def deep(n):
    if n: yield from deep(n - 1)
    yield n
print(sum(1 for x in deep(100)))
sys.setrecursionlimit(300)
try: list(deep(1000))
except RecursionError as e: print("RecursionError")
sys.setrecursionlimit(1000)
def calling(n):
    def f(k): return k if k == 0 else f(k - 1)
    for i in range(n): yield f(i * 10)
print(list(calling(5)))

# folds in constructors, nested, with exceptions on the way
class S(set):
    def __init__(self, it): super().__init__(x * 2 for x in it)
print(sorted(S(count(3))), [sum(x for x in count(y)) for y in count(4)], sum(sum(count(x)) for x in count(4)))
print(any(any(y == 2 for y in count(x)) for x in count(5)), list(list(count(x)) for x in count(3)))
def nested():
    try: return list(x for x in fails(1))
    except ValueError: return sum(len(list(count(x))) for x in count(3))
print(nested())
r = []
try: r.extend(fails(3))
except ValueError: print(r)
class Tree:
    def __init__(self, l, v, r): self.l, self.v, self.r = l, v, r
    def __iter__(self):
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
def tree(r):
    n = len(r)
    if not n: return None
    return Tree(tree(r[:n // 2]), r[n // 2], tree(r[n // 2 + 1:]))
print(list(tree(range(20))) == list(range(20)), sum(tree(range(10))))

# coroutines
async def fib(n):
    if n <= 1: return n
    return await fib(n - 1) + await fib(n - 2)
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
print(run(fib(12)))
class Aw:
    def __await__(self):
        x = yield "asked"
        return x
async def waits(): return [await Aw(), await Aw()]
w = waits()
print(w.send(None), w.send(1))
try: w.send(2)
except StopIteration as e: print(e.value)
async def agen():
    for i in range(3): yield i
async def useAgen(): return [x async for x in agen()]
print(run(useAgen()))
c = fib(1)
print(run(c))
try: c.send(None)
except RuntimeError as e: print(e)
