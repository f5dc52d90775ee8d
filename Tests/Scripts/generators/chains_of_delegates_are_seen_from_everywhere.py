# A generator that delegates is resumed where its innermost delegate waits; whoever looks at the ones in between sees each of them
# suspended for itself.
import inspect


def leaf(n):
    for i in range(n):
        got = yield i
        if got is not None: print("leaf got", got)
    return "leaf done"


def middle(inner):
    r = yield from inner
    print("middle has", r)
    yield "between"
    return "middle done"


def outer(inner):
    try:
        r = yield from inner
        print("outer has", r)
    except KeyError as e:
        print("outer caught", e)
        yield "caught"


def build(n):
    l = leaf(n)
    m = middle(l)
    o = outer(m)
    return o, m, l


o, m, l = build(3)
print(list(o))

# states in the middle
o, m, l = build(4)
for x in o:
    print(x, [inspect.getgeneratorstate(g) for g in (o, m, l)], o.gi_yieldfrom is m, m.gi_yieldfrom is l, l.gi_yieldfrom, o.gi_running, m.gi_running)
    if x == 2: break
print(next(o))

# somebody else moves a delegate on
o, m, l = build(6)
it = iter(o)
for x in it:
    print("o", x)
    if x == 1: print("l", next(l))
    if x == 3: print("m", next(m))
    if x == 5: break

# send, throw, close
o, m, l = build(5)
for x in o:
    if x == 1: break
print(o.send("hello"))
for x in o:
    if x == 3: break
print(o.throw(KeyError("thrown")))
print(list(o))
o, m, l = build(5)
for x in o:
    if x == 1: break
o.close()
print([inspect.getgeneratorstate(g) for g in (o, m, l)])
o, m, l = build(5)
for x in o:
    if x == 1: break
m.close()
try: print(next(o))
except StopIteration as e: print("stop", e.value)

# a chain becomes part of another one
o, m, l = build(6)
for x in o:
    if x == 1: break
def around(g):
    yield "around"
    yield from g
    yield "end"
print(list(around(o)))

# resumed at different depths
o, m, l = build(40)
def deeper(n, g): return next(g) if n == 0 else deeper(n - 1, g)
print([deeper(n, o) for n in (0, 1, 5, 5, 2, 0, 0)], [x for _, x in zip(range(3), o)], deeper(3, o))

# resumed while an exception is being handled
o, m, l = build(40)
for x in o:
    if x == 1: break
try: 1 / 0
except ZeroDivisionError:
    print(next(o), next(o))
    for x in o:
        if x == 6: break
print(next(o))
def remembers():
    try: raise ValueError("mine")
    except ValueError as e:
        yield 1
        try: raise
        except ValueError as f: yield str(f)
def passes(): yield from remembers()
try: 1 / 0
except ZeroDivisionError:
    g = passes()
    print(next(g))
print(next(g))

# a generator that resumes itself through its chain
def selfish():
    try: next(holder[0])
    except ValueError as e: yield str(e)
holder = []
def wraps(g): yield from g
holder.append(wraps(wraps(selfish())))
print(list(holder[0]))

# exceptions from the innermost one
def fails(n):
    yield from range(n)
    raise LookupError("from below")
def level(n, g): return g if n == 0 else wraps(level(n - 1, g))
got = []
try:
    for x in level(20, fails(3)): got.append(x)
except LookupError as e: print(got, e)
import traceback
try:
    for x in level(3, fails(1)): pass
except LookupError as e: print([f.name for f in traceback.extract_tb(e.__traceback__)])

# a tree, which makes and ends delegates all the time
class Tree:
    def __init__(self, left, value, right): self.left, self.value, self.right = left, value, right
    def __iter__(self):
        if self.left: yield from self.left
        yield self.value
        if self.right: yield from self.right
def tree(values):
    n = len(values)
    if n == 0: return None
    i = n // 2
    return Tree(tree(values[:i]), values[i], tree(values[i + 1:]))
t = tree(range(500))
print(sum(t), list(t) == list(range(500)), tuple(t)[:3], [a for a, b in zip(t, t) if a != b])
for _ in range(4):
    n = 0
    for x in t: n += x
    print(n)

# coroutines
class Wait:
    def __init__(self, n): self.n = n
    def __await__(self):
        for i in range(self.n):
            got = yield i
            if got: print("got", got)
        return self.n
async def low(n): return await Wait(n) + await Wait(1)
async def mid(n): return await low(n) + 100
async def high(n): return await mid(n)
c = high(3)
print(c.send(None), c.send("a"), c.send(None), c.cr_await is not None, inspect.getcoroutinestate(c))
try:
    while True: print(c.send(None))
except StopIteration as e: print("result", e.value)
