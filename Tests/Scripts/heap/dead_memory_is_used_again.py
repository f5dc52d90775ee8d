# A program that makes garbage for ever stays small: peak memory is bounded whatever the shape of the garbage.
import resource


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def small_objects():
    for i in range(300000):
        [i, (i, i)]


def large_blocks():
    for i in range(3000):
        bytearray(200000 + i * 10)


def numbers():
    x = 3 ** 20000
    for i in range(2000):
        x * x


def growing_lists():
    for i in range(60):
        items = []
        for j in range(20000):
            items.append(j)


def strings():
    for i in range(100000):
        str(i) * 30


def instances_in_cycles():
    class Node:
        pass

    for i in range(100000):
        a, b = Node(), Node()
        a.other, b.other = b, a


small_objects()
before = peak()
for f in (small_objects, large_blocks, numbers, growing_lists, strings, instances_in_cycles):
    f()
    grown = peak() - before
    print(f.__name__, "stays small" if grown < 60000 else f"grew by {grown} KB")
