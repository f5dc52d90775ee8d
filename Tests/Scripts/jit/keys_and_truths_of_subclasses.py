# Instances of subclasses of int and str as keys, members and operands of comparisons, bytearray stores, and truths that take a method,
# in compiled code.
import enum


class Name(int):
    def __new__(cls, n, name):
        self = super().__new__(cls, n)
        self.name = name
        return self
    def __repr__(self): return self.name


class Backwards(int):
    def __eq__(self, other): return not int.__eq__(self, other)
    def __hash__(self): return int.__hash__(self)


class Hashed(int):
    def __hash__(self): return 1


class Label(str): pass
class Color(enum.IntEnum):
    RED = 1
    BLUE = 2


class Big(int): pass


class Sized:
    def __init__(self, items): self.items = items
    def __len__(self): return len(self.items)


class Moody:
    def __init__(self): self.asked = 0
    def __bool__(self):
        self.asked += 1
        return self.asked % 3 == 0


class Wrong:
    def __len__(self): return -1


A, B, C = Name(1, 'A'), Name(2, 'B'), Name(1, 'C')
odd, hashed, label, huge = Backwards(1), Hashed(2), Label('a'), Big(1 << 70)
some = {A, B}
table = {A: 'a', 5: 'five', 'a': 'text', huge: 'huge', Color.BLUE: 'blue'}


def members(n):
    for i in range(n):
        r = [A in some, B in some, C in some, 1 in some, 3 in some, odd in some, hashed in some, Color.RED in some, label in some,
             A in table, C in table, 5 in table, label in table, huge in table, (1 << 70) in table, Color.BLUE in table, True in table,
             A in [B, A], A in (1,), label in ['a'], odd in [1], 2.0 in some, A not in some, None in some]
        try: [] in some
        except TypeError as e: r.append(str(e))
    return r


def lookups(n):
    for i in range(n):
        r = [table[A], table[C], table[1], table.get(B), table.get(label), table[huge], table.get(odd, 'none'), table.get(2), table.get(Color.RED)]
        d = {}
        d[A] = 1
        d[C] = 2
        d[1] = 3
        d[label] = 4
        r.append((list(d.items()), len(d)))
        for k in (hashed, B, odd):
            try: r.append(table[k])
            except KeyError as e: r.append(repr(e))
    return r


def comparisons(n):
    for i in range(n):
        r = [A == B, A != B, A == C, A != C, A == 1, 1 == A, A == 1.0, A == 'A', A is C, odd == 1, odd != 1, 1 == odd, A == odd, huge == 1 << 70,
             huge == A, label == 'a', 'a' == label, Color.RED == 1, Color.RED == Color.BLUE, A == Color.RED, A < B, B <= 1, A == True, True == A, A == None]
        x = 0
        if A == C: x += 1
        if A != B: x += 2
        if not A == 1: x += 4
        if odd == 1: x += 8
        while A == B: x += 16
        r.append(x)
    return r


def sets(n):
    s, t = {1, 2, 3}, frozenset((1, 2))
    for i in range(n):
        r = []
        if t <= s: r.append('subset')
        if s <= t: r.append('no')
        if not s < s: r.append('not proper')
        if s == {1, 2, 3}: r.append('equal')
        if s != t: r.append('unequal')
        if s >= {A, B}: r.append('superset')
        if t & s == t: r.append('meet')
        try:
            if s <= 3: r.append('no')
        except TypeError as e: r.append(str(e))
    return r


def bytes_and_truths(n):
    b = bytearray(8)
    moody = Moody()
    count = 0
    for i in range(n):
        b[i % 8] = i % 256
        b[-1] = 7
        if Sized(b): count += 1
        if not Sized([]): count += 1
        if moody: count += 100
        while not moody: count += 1000
    r = [bytes(b), count, moody.asked]
    for value in (256, -1, 'x', None):
        try: b[0] = value
        except (ValueError, TypeError) as e: r.append(str(e))
    try: b[99] = 1
    except IndexError as e: r.append(str(e))
    for i in range(20):
        try:
            if Wrong(): r.append('no')
        except ValueError as e: text = str(e)
    r.append(text)
    return r


for f, n in ((members, 60), (lookups, 60), (comparisons, 60), (sets, 60), (bytes_and_truths, 300)):
    for x in f(n): print(f.__name__, x)
