# Lists that hot code makes and lets grow.
def grow(n):
    out = []
    pairs = []
    for i in range(n):
        out.append(i)
        pairs.append([i, -i, str(i)])
    return out, pairs


def nested(i):
    return [[], [i], [i, [i + 1, [i + 2]]], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, i]]


def failing(a, b):
    return [a, b, a // b]


def shared(items, v):
    alias = items
    items.append(v)
    alias.append(v)
    return len(items), items[-1], alias[0]


def empty_to_full():
    a = []
    b = a
    a.append(1)
    b.append(2)
    return a is b, a, len(b), a == [1, 2]


def iterate_while_growing():
    items = [1]
    for x in items:
        if len(items) < 50:
            items.append(x + 1)
    return len(items), items[-1]


for i in range(2000):
    g = grow(5)
    n = nested(i)
    s = shared([0], i)
    e = empty_to_full()
    w = iterate_while_growing()
    f = failing(7, 2)
print(g, n, s, e, w, f)
try:
    failing(1, 0)
except ZeroDivisionError as err:
    print("ZeroDivisionError", err)
big = grow(20000)
print(len(big[0]), sum(big[0]), big[1][-1])
keep = [grow(i % 7) for i in range(2000)]
print(sum(len(k[0]) for k in keep))
