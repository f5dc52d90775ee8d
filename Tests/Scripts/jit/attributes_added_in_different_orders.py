# Instances of one class whose attributes came in different orders, or go into storage of their own, at sites of their own and shared ones.
class Square:
    def __init__(self, pos):
        self.pos = pos
        self.color = 0


def mark(s, early):
    if early:
        s.stamp = 1
        s.ledges = 2
    else:
        s.ledges = 3
        s.stamp = 4


def total(squares):
    n = 0
    for s in squares:
        n += s.pos + s.color + s.stamp * 10 + s.ledges
        s.color = n % 3
        s.extra = n
        s.extra -= 1
    return n


class Wide:
    pass


def fill(w, n):
    w.a = w.b = w.c = w.d = w.e = w.f = w.g = w.h = n
    w.i = w.a + w.h
    return w.i


squares = [Square(i) for i in range(20)]
for i, s in enumerate(squares):
    mark(s, i % 2)
for i in range(500):
    n = total(squares)
print(n, [s.extra for s in squares[:3]])
for i in range(3000):
    r = fill(Wide(), i)
print(r)
w = Wide()
w.__dict__["zero"] = 0
print(fill(w, 4), list(w.__dict__))


class Guarded:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value + 1)


print(fill(Guarded(), 5))


class Slots:
    __slots__ = ("a", "b", "c", "d", "e", "f", "g", "h")


try:
    fill(Slots(), 1)
except AttributeError as e:
    print("AttributeError", e)
squares[3].__class__ = Wide
squares[5].__dict__["color"] = 100
del squares[7].extra
print(total(squares))
del squares[4].stamp
try:
    total(squares)
except AttributeError as e:
    print("AttributeError", e)
