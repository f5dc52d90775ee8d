# Folds over generator expressions run without the generator being made: results, errors and their tracebacks stay the same.
import sys
import traceback


class Number:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Number(self.n + (other.n if isinstance(other, Number) else other))

    __radd__ = __add__

    def __lt__(self, other):
        return self.n < other.n

    def __gt__(self, other):
        return self.n > other.n

    def __repr__(self):
        return f"N{self.n}"


class Truth:
    def __init__(self, n):
        self.n = n

    def __bool__(self):
        return self.n > 2


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return self.n == other.n

    def __repr__(self):
        return f"K{self.n}"


def folds(items, k):
    return (any(x > k for x in items), all(x > k for x in items), sum(x + k for x in items), sum((x for x in items), 10),
            list(x * 2 for x in items), tuple(x + k for x in items), set(x % 3 for x in items), frozenset(x for x in items),
            sorted(-x for x in items), min(x - k for x in items), max(x - k for x in items), ", ".join(str(x) for x in items))


def objects(items):
    return any(x for x in items), all(x for x in items)


def truths(items):
    return any(Truth(x) for x in items), all(Truth(x) for x in items)


def total(items):
    return sum(Number(x) for x in items)


def extremes(items):
    return min(Number(x) for x in items), max(Number(x) for x in items), sorted(Number(x) for x in items)


def keyed(items):
    return sorted(set(Key(x) for x in items), key=lambda k: k.n)


def extend(items):
    r = [0]
    r.extend(x + 1 for x in items)
    s = {0}
    s.update(x + 1 for x in items)
    return r, s


def filtered(rows):
    return sum(x for row in rows for x in row if x % 2), any(not row for row in rows)


def nested(rows):
    return all(any(x > 1 for x in row) for row in rows), sum(sum(row) for row in rows), max(max(x for x in row) for row in rows)


def calls(items, f):
    return sum(f(x) for x in items), [f(x) for x in items], list(f(x) for x in items)


def squares(n):
    for i in range(n):
        if i == 7:
            return
        yield i * i


def of_function(n):
    return sum(squares(n)), list(squares(n)), any(squares(n)), max(squares(n))


def depth(items):
    return list(sys._getframe().f_code.co_name for x in items), list(name(x) for x in items)


def name(x):
    return sys._getframe(1).f_code.co_name, sys._getframe(2).f_code.co_name


def show(error):
    print(type(error).__name__, error, [(t.name, t.lineno) for t in traceback.extract_tb(error.__traceback__)])


for i in range(60):
    a = folds([3, 1, 2, 5], i)
    b = objects([0, "", None, (), 1.0]), objects([1, "a", [0]])
    c = truths([1, 2, 3])
    d = total([1, 2, i])
    e = extremes([3, 1, 2])
    f = keyed([3, 1, 3, 2])
    g = extend([1, 2, i])
    h = filtered([[1, 2, 3], [], [5, i]])
    k = nested([[1, 2], [3, 0]])
    m = calls([1, 2, 3], lambda x: x * i)
    n = of_function(9)
    o = depth([1, 2])
for r in a, b, c, d, e, f, g, h, k, m, n, o:
    print(r)

# Other kinds than before
print(folds([1.5, 2], 1))
print(folds((1 << 70, 2), 1))
print(folds({4: 1, 2: 3}, True))
print(sum(x for x in [1, 2.5, True, 1 << 65]))
print(sum(x / 2 for x in range(5)), sum((x for x in [[1], [2]]), []))
print(extend((x for x in range(3))))
print(total([]), filtered([]))


# Errors: of the fold, of the code, of nothing to fold
def failing(items):
    return sum(10 // x for x in items)


def adding(items):
    return sum(x for x in items)


def smallest(items):
    return min(x for x in items)


def joining(items):
    return "-".join(x for x in items)


def setting(items):
    return set(x for x in items)


def stopping(items):
    return list(next(iter(x)) for x in items)


for i in range(20):
    failing([1, 2]), adding([1, 2]), smallest([2, 1]), joining(["a", "b"]), setting([1, 2]), stopping([[1], [2]])
for f, items in ((failing, [1, 0]), (failing, ["a"]), (adding, [1, "a"]), (adding, 5), (smallest, []), (smallest, [1, "a"]),
                 (joining, ["a", 1]), (setting, [1, []]), (stopping, [[1], []])):
    try:
        print(f(items))
    except Exception as error:
        show(error)


# What happens in the code is seen by the code itself
def effects(items, log):
    any(log.append(x) or x == 3 for x in items)
    return log


for i in range(20):
    log = effects([1, 2, 3, 4], [])
print(log)


# The fold's name means something else
def shadowed(items):
    return sum(x for x in items)


for i in range(20):
    shadowed([1, 2])
sum = lambda g: (type(g).__name__, list(g))
print(shadowed([1, 2]))
del sum
print(shadowed([1, 2]))


# In a generator, and in a long loop that is interrupted
def generating(n):
    for i in range(n):
        yield tuple(i + j for j in range(3)), any(j > i for j in range(3))


for i in range(30):
    r = list(generating(4))
print(r)


def long(n):
    return sum(x % 7 for x in range(n) if x & 1), max(x % 1001 for x in range(n))


for i in range(5):
    print(long(20000))


# Recursion
def count(n):
    return 1 + sum(count(m) for m in range(n))


print([count(n) for n in range(8)])


def endless(n):
    return sum(endless(n + 1) for _ in range(1))


for i in range(3):
    try:
        endless(0)
    except RecursionError:
        print("RecursionError")
