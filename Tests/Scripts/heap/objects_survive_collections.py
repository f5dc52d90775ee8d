# Shapes of data that a collector may get wrong, checked after many collections.
import collections
import gc


class Tree:
    __slots__ = ("left", "right", "tag")

    def __init__(self, depth, tag):
        self.tag = tag
        self.left = Tree(depth - 1, tag * 2) if depth else None
        self.right = Tree(depth - 1, tag * 2 + 1) if depth else None

    def total(self):
        return self.tag + (self.left.total() + self.right.total() if self.left else 0)


def churn(n):
    for i in range(n):
        [str(i)] * 3, {i: i}, (i, float(i) * 1e300)


tree = Tree(11, 1)
wanted = tree.total()
table = {}
for i in range(20000):
    table["key%d" % i] = [i]
long = list(range(50000))
deque = collections.deque((i, str(i)) for i in range(5000))
big = [3 ** i for i in range(0, 3000, 7)]
text = "".join(chr(65 + i % 26) for i in range(100000))
cuts = [text[i:i + 40] for i in range(0, 100000, 400)]


def counter():
    n = 0
    held = ["held"]
    while True:
        try:
            got = yield n, held
            n += got or 1
            held = [held[0]] + [n]
        finally:
            pass


generator = counter()
next(generator)


def closure():
    cell = [0]

    def add(x):
        cell.append(x)
        return sum(cell)

    return add


add = closure()
for i in range(8):
    churn(20000)
    gc.collect()
    table["key%d" % i].append(i * i)
    long.append(i)
    deque.rotate(17)
    n, held = generator.send(i)
    s = add(i)
    assert tree.total() == wanted
    assert len(long) == 50001 + i and long[-1] == i and long[777] == 777
    assert all(table["key%d" % k][0] == k for k in range(0, 20000, 97))
    assert all(len(c) == 40 and c in text for c in cuts[:20])
    assert big[100] == 3 ** 700 and sum(b % 10 for b in big) == sum(pow(3, k, 10) for k in range(0, 3000, 7))
    assert sorted(deque)[1234] == (1234, "1234")
    print(i, n, held, s, table["key%d" % i])
