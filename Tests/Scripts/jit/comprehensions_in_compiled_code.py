# Comprehensions are built into the code that contains them: what they do must look as if they were calls of functions of their own.
import sys
import traceback


class Box:
    def __init__(self, n):
        self.n = n

    def twice(self):
        return self.n * 2


class Odd:
    """A key with Python code behind its hash."""
    count = 0

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        Odd.count += 1
        return self.n % 3

    def __eq__(self, other):
        return isinstance(other, Odd) and self.n == other.n

    def __repr__(self):
        return f"Odd({self.n})"


def plain(items, k):
    return [x + k for x in items], {x: k for x in items}, {x % 3 for x in items}, [x for x in items if x % 2]


def nested(n):
    return [[i * j for j in range(i)] for i in range(n)]


def closures(items, k):
    def add(x):
        return x + k
    fs = [lambda x: x + i + k for i in items]
    return [add(x) for x in items], [f(1) for f in fs]


def calls(boxes):
    return [b.twice() for b in boxes], {b.n: b.twice() for b in boxes}


def depth(items):
    return [sys._getframe().f_code.co_name for x in items], [sys._getframe(1).f_code.co_name for x in items]


def names():
    return sys._getframe(1).f_code.co_name, sys._getframe(2).f_code.co_name


def who(items):
    return [names() for x in items]


def raising(items, d):
    return [10 // x + d[x] for x in items]


def unpacking(pairs):
    return {k: v for k, v in pairs}, [a + b for a, b in pairs]


def over_dicts(d):
    return [k for k in d], [(k, v) for k, v in d.items()], {v: k for k, v in d.items()}, [c for c in "abc"]


def keys(items):
    return {x: x.n for x in items}, {x for x in items}


def walrus(items):
    last = None
    r = [last := x for x in items]
    return r, last


def redefined(items):
    return [len(x) for x in items]


for i in range(60):
    a = plain([1, 2, 3, 4, 5], i)
    b = nested(5)
    c = closures([1, 2, 3], i)
    d = calls([Box(1), Box(2), Box(i)])
    e = depth([1, 2])
    f = who([1])
    g = unpacking([(1, 2), (3, 4), (i, 6)])
    h = over_dicts({"a": 1, "b": 2, "c": i})
    k = keys([Odd(1), Odd(4), Odd(2), Odd(1)])
    w = walrus([1, 2, i])
    m = redefined(["a", "bb"])
for r in a, b, c, d, e, f, g, h, k, w, m:
    print(r)
print(Odd.count > 0)

# Other kinds of operands than before
print(plain([1.5, 2.5], 1))
print(plain((1, 2), 1 << 70))
print(plain(range(4), 1))
print(nested(3))
print(redefined([(1, 2, 3), {4: 5}]))

# Errors in the middle
for i in range(20):
    raising([1, 2, 5], {1: 1, 2: 2, 5: 5})
for items, d in ([1, 0, 2], {1: 1, 0: 1}), ([1, 2], {1: 1}), ([1, "x"], {1: 1}), (5, {}):
    try:
        raising(items, d)
    except Exception as error:
        print(type(error).__name__, error, [(t.name, t.lineno) for t in traceback.extract_tb(error.__traceback__)])


# The builtin that it calls is replaced while it runs
def replace(items):
    global len
    r = []
    for n in items:
        if n == 15:
            len = lambda x: "mine"
        r.append([len(x) for x in ["a", "bb"]])
    del len
    return r[13:17]


print(replace(range(20)))


# A long loop inside, interrupted often
def long(n):
    return sum([x % 7 for x in range(n) if x & 1])


for i in range(5):
    print(long(20000))


# Recursion through a comprehension, and too much of it
def tree(n):
    return [tree(n - 1) for _ in range(2)] if n else 0


print(tree(3))


def endless(n):
    return [endless(n + 1) for _ in range(1)]


for i in range(3):
    try:
        endless(0)
    except RecursionError as error:
        print("RecursionError")


# In a generator
def generating(n):
    for i in range(n):
        yield [i * j for j in range(3)], {j: str(i) for j in range(2)}


for i in range(30):
    r = list(generating(4))
print(r)


# In a class body, at module level, with a condition that calls
class C:
    table = [x * 2 for x in range(5)]
    rows = {x: [y for y in range(x)] for x in range(3)}


print(C.table, C.rows)
print([x for x in range(10) if str(x) in "1357"])
