# Operators on instances whose methods are too elaborate to be put in the operator's place: native code calls them, and
# NotImplemented, exceptions and switches must do what they do in the interpreter.
try:
    import stackless
except ImportError:
    stackless = None


def where(e):
    """The frames of a traceback: names and lines."""
    found, tb = [], e.__traceback__
    while tb is not None:
        found.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return found


def helper(n):
    total = 0
    for i in range(n):
        total += i
    return total


class Left:
    def __init__(self, value, mode=0):
        self.value = value
        self.mode = mode

    def __add__(self, other):
        helper(3)
        if self.mode == 1:
            return NotImplemented
        if self.mode == 2:
            raise ValueError("mode two")
        if self.mode == 3 and stackless is not None:
            stackless.schedule()
        if self.mode == 4 and stackless is not None:
            stackless.schedule()
            return NotImplemented
        return Left(self.value + other.value + helper(2))

    def __sub__(self, other):
        helper(2)
        return NotImplemented

    def __iadd__(self, other):
        helper(1)
        if other.value == 77:
            return NotImplemented
        self.value += other.value
        return self


class Right:
    def __init__(self, value):
        self.value = value

    def __radd__(self, other):
        helper(2)
        return "radd %s %s" % (other.value, self.value)

    def __rsub__(self, other):
        return "rsub %s %s" % (other.value, self.value)


def add(a, b):
    return a + b


def subtract(a, b):
    a = a - b
    return a


def in_place(a, b):
    a += b
    return a


def chain(a, b, c):
    return (a + b) + (b + c)


one, two, right = Left(1), Left(2), Right(5)
for i in range(3000):
    s = add(one, two)
print(s.value)
refusing = Left(3, 1)
print(add(refusing, right))
for i in range(3000):
    s = add(refusing, right)
print(s)
for i in range(3000):
    s = subtract(one, right)
print(s)
for i in range(2000):
    s = chain(one, two, one).value
print(s)
try:
    add(refusing, two)
except TypeError as e:
    print("TypeError", e)
try:
    subtract(one, two)
except TypeError as e:
    print("TypeError", e)
for i in range(1500):
    try:
        add(Left(1, 2), two)
    except ValueError as e:
        if i == 1400:
            print(e, where(e))
acc = Left(0)
for i in range(3000):
    acc = in_place(acc, one)
print(acc.value)
print(in_place(acc, Left(77)).value)


def switching(mode, out):
    for i in range(200):
        r = add(Left(i, mode), right if mode == 4 else two)
        if i % 100 == 0:
            out.append(r if mode == 4 else r.value)


out = []
if stackless is not None:
    for mode in (3, 4, 3):
        stackless.tasklet(switching)(mode, out)
    stackless.run()
else:
    # What the three tasklets do in turn.
    for i in range(200):
        for mode in (3, 4, 3):
            r = "radd %d 5" % i if mode == 4 else i + 3
            if i % 100 == 0:
                out.append(r)
print(out)
