# Special methods in Python behind operators, comparisons and jumps: results, the other operand's turn, truth, errors.
import traceback


class N:
    def __init__(self, n):
        self.n = n

    def __add__(self, o):
        if not isinstance(o, N):
            return NotImplemented
        return N(self.n + o.n)

    def __radd__(self, o):
        return ("radd", o)

    def __mul__(self, o):
        return self.n * o

    def __iadd__(self, o):
        if o == 99:
            return NotImplemented
        self.n += 100
        return self

    def __lt__(self, o):
        if not isinstance(o, N):
            return NotImplemented
        return self.n < o.n

    def __gt__(self, o):
        return ["truthy"] if isinstance(o, N) else NotImplemented

    def __eq__(self, o):
        return isinstance(o, N) and self.n == o.n or NotImplemented

    def __ge__(self, o):
        raise ValueError("ge")

    def __repr__(self):
        return f"N({self.n})"


class Sub(N):
    def __add__(self, o):
        return "sub add"

    def __radd__(self, o):
        return "sub radd"

    def __gt__(self, o):
        return "sub gt"

    def __lt__(self, o):
        return "sub lt"

    __hash__ = None


class Right:
    def __repr__(self):
        return "Right"

    def __radd__(self, o):
        return "right"

    def __gt__(self, o):
        return []

    def __lt__(self, o):
        return 0

    def __eq__(self, o):
        return "equal to all"


class Falsy:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


class Answers:
    def __init__(self, answer):
        self.answer = answer

    def __lt__(self, o):
        return self.answer

    __le__ = __gt__ = __ge__ = __eq__ = __ne__ = __lt__


def outcome(f):
    try:
        return f()
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


def run():
    out = []
    a, b = N(1), N(2)
    for x, y in ((a, b), (a, 5), (5, a), (a, Sub(3)), (Sub(3), a), (a, Right()), (Right(), a), (a, None)):
        out.append(outcome(lambda: repr(x + y)))
        out.append(outcome(lambda: x < y))
        out.append(outcome(lambda: x > y))
        out.append(outcome(lambda: x == y))
        out.append(outcome(lambda: x != y))
        out.append(outcome(lambda: x >= y))

        def jumps():
            r = []
            if x < y:
                r.append("<")
            if x > y:
                r.append(">")
            if x == y:
                r.append("==")
            if x != y:
                r.append("!=")
            if not x < y:
                r.append("not <")
            while x > y:
                r.append("while >")
                break
            return r

        out.append(outcome(jumps))
    out.append(a * 3)
    c = N(7)
    c += 1
    d = c
    d += N(1)
    out += [c, d, c is d]
    e = N(1)

    def inplace():
        nonlocal e
        e += 99
        return e

    out.append(outcome(inplace))
    m = N(4)
    m *= 2
    out.append(m)
    for answer in (True, False, None, 0, 3, "", "s", Falsy(0), Falsy(2), NotImplemented):
        z = Answers(answer)
        r = []
        try:
            if z < 1:
                r.append(1)
            if z <= 1:
                r.append(2)
            if not z > 1:
                r.append(3)
            if z == 1:
                r.append(4)
            if z != 1:
                r.append(5)
            if not z != 1:
                r.append(6)
        except TypeError as error:
            r.append(str(error))
        out.append(r)
    return out


first = run()
for line in first:
    print(line)
print(repr(run()) == repr(first))


def deep(n):
    class R:
        def __lt__(self, o):
            return self < o if n else True

    try:
        if R() < R():
            return "less"
    except RecursionError as e:
        return "RecursionError"


print(deep(1), deep(0))


class Late:
    pass


def compare(x, y):
    return x < y


def less(self, other):
    return "less"


print(outcome(lambda: compare(Late(), Late())))
Late.__lt__ = less
print(compare(Late(), Late()))
Late.__lt__ = lambda self, o: NotImplemented
print(outcome(lambda: compare(Late(), Late())))
del Late.__lt__
print(outcome(lambda: compare(Late(), Late())))


def trace():
    x = N(1)
    if (
        x
        >= 2
    ):
        pass


try:
    trace()
except ValueError as e:
    print([(f.name, f.line) for f in traceback.extract_tb(e.__traceback__)])


def generator():
    x = N(1)
    while x < N(5):
        yield x.n
        x = x + N(1)


print(list(generator()), sorted([N(3), N(1), N(2)]), max(N(3), N(9), key=lambda v: v.n))
