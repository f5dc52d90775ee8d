# Items of arrays and bytes in hot loops: read and written in place, with every way in which that does not fit.
from array import array


def sums(values, n):
    total = 0
    for i in range(n):
        total += values[i]
    return total


def last(values):
    return values[-1], values[-2]


def scale(values, factor):
    for i in range(len(values)):
        values[i] = values[i] * factor
    return values


def fill(values, x):
    for i in range(len(values)):
        values[i] = x
    return values


def gather(x, index, weight):
    total = 0.0
    for i in range(len(index)):
        total += x[index[i]] * weight[i]
    return total


def text(data):
    n = 0
    for i in range(len(data)):
        if data[i] == 65:
            n += 1
        n += data[i] & 1
    return n


doubles, integers, data = array("d", [0.5, 1.5, 2.5]), array("i", [2, 1, 0]), b"ABCAxyz"
for i in range(2000):
    r = sums(doubles, 3), last(doubles), sums(integers, 3), last(integers)
for i in range(2000):
    scale(doubles, 1.0)
    g = gather(doubles, integers, doubles)
    t = text(data)
print(r, g, t)
print(fill(array("d", [1, 2]), 7), fill(array("d", [1, 2]), 2.25), fill(array("d", [1]), True))
for i in range(2000):
    fill(doubles, i)
    fill(doubles, i / 2)
print(doubles)
print(sums(array("b", [-1, 2]), 2), sums(array("Q", [2 ** 63, 1]), 2), sums([1, 2.5], 2), sums((3, 4), 2), sums(b"\x01\xff", 2), sums(bytearray(b"\x02\xfe"), 2))
print(sums(range(5), 5), sums({0: 1, 1: 2}, 2), last("xy"), last(array("f", [1.5, 2.5])), last(array("i", [-2 ** 31, 2 ** 31 - 1])))
for case in [(sums, array("d", [1.0]), 2), (sums, b"a", 2), (last, array("i")), (fill, array("d", [1]), "x"), (fill, array("i", [1]), 2.5),
             (fill, array("i", [1]), 2 ** 40), (fill, b"ab", 1), (scale, array("d", [1]), None)]:
    try:
        print(case[0](*case[1:]))
    except Exception as e:
        print(type(e).__name__, e)


class Doubling(array):
    def __getitem__(self, i):
        return 2 * array.__getitem__(self, i)


print(sums(Doubling("d", [1.0, 2.0]), 2), last(Doubling("i", [1, 2])))
growing = array("d", [1.0])
for i in range(2000):
    growing.append(i)
    growing[i] += 1.0
    growing[-1] = growing[i] + 0.25
print(len(growing), sum(growing))


def text_then_array(values):
    return values[0]


for i in range(3000):
    v = text_then_array("a" if i < 1500 else doubles)
print(v, text_then_array(b"q"), text_then_array([9]))
