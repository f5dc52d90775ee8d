# Subclasses of list and tuple in hot code: those that change nothing are as fast, those that change something are asked.
from collections import namedtuple


class Plain(list):
    pass


class Longer(list):
    def __len__(self):
        return 100


class Backwards(list):
    def __iter__(self):
        return reversed([x for x in range(list.__len__(self))])

    def __getitem__(self, i):
        return ("got", i)

    def __setitem__(self, i, v):
        list.__setitem__(self, i, v * 2)

    def append(self, v):
        list.append(self, -v)


Point = namedtuple("Point", "x y")


class Odd(tuple):
    def __iter__(self):
        yield "odd"


def total(items):
    n = 0
    for x in items:
        n += x
    return n


def measure(items):
    return len(items)


def fill(items, n):
    for i in range(n):
        items.append(i)
    return items


def take(items, i):
    return items[i]


def put(items, i, v):
    items[i] = v


def drain(items):
    n = 0
    while len(items):
        n += items.pop(0)
    return n


for round in range(300):
    p = fill(Plain(), 5)
    assert total(p) == 10 and measure(p) == 5 and take(p, 1) == 1 and take(p, -1) == 4
    put(p, 0, 7)
    assert p == [7, 1, 2, 3, 4]
    assert drain(p) == 17 and not p
    q = Point(3, 4)
    assert total(q) == 7 and measure(q) == 2 and take(q, 1) == 4
print(total(Plain([1, 2])), total(Point(5, 6)))

for cls in (Longer, Backwards, Plain, list):
    v = fill(cls(), 4)
    if cls is not Longer:
        put(v, 0, 10)
    print(cls.__name__, measure(v), total(v), take(v, 0), list.__repr__(v))
try:
    print(total(Odd((1, 2))))
except TypeError as e:
    print("TypeError", e)
print([x for x in Odd((1, 2))], measure(Odd((1, 2))))
for bad in (lambda: take(Plain([1]), 5), lambda: take(Point(1, 2), 2), lambda: put(Point(1, 2), 0, 1), lambda: total(Plain([1, "a"]))):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)

# A class that changes later is asked from then on.
print(measure(Plain([1, 2, 3])))
Plain.__len__ = lambda self: 42
print(measure(Plain([1, 2, 3])))
Plain.__iter__ = lambda self: iter((1, 1))
print(total(Plain([5, 6, 7])))
Plain.__getitem__ = lambda self, i: "item"
print(take(Plain([5]), 0))
del Plain.__len__, Plain.__iter__, Plain.__getitem__
print(measure(Plain([1, 2, 3])), total(Plain([1, 2, 3])), take(Plain([1]), 0))
