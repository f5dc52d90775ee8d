# Conditions on values whose kind nobody knew when the code was compiled.
class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Claims:
    def __init__(self, b):
        self.b = b

    def __bool__(self):
        if self.b is None:
            raise ValueError("undecided")
        return self.b


def length(node):
    n = 0
    while node:
        n += 1
        node = node.next
    return n


def negated(v):
    return not v


def counted(values):
    yes = no = 0
    for v in values:
        if v:
            yes += 1
        elif not v:
            no += 1
    return yes, no, yes and no or -1


def countdown(n):
    rounds = 0
    left = n
    while left:
        left -= 1
        rounds += 1
        if not left:
            break
    return rounds, left


chain = None
for i in range(10):
    chain = Node(i, chain)
values = [None, 0, 1, -1, 0.0, 2.5, "", "x", [], [0], (), (0,), {}, {1: 2}, set(), {1}, b"", b"y", True, False, 10 ** 30, Node(1, None), Sized(0), Sized(2),
          Claims(True), Claims(False), int, len, ..., NotImplemented.__class__, range(0), range(3)]
for i in range(2000):
    n = length(chain)
    r = negated(None), negated(chain), negated(0), negated(1.5), negated("")
    c = countdown(5)
print(n, r, c)
for i in range(300):
    c = counted(values)
print(c, [negated(v) for v in values])
try:
    counted([1, Claims(None)])
except ValueError as e:
    print("ValueError", e)
Node.__bool__ = lambda self: self.value > 5
print(length(chain), negated(chain))
for i in range(2000):
    n = length(chain)
print(n)
print(countdown(2 ** 62 - (2 ** 62 - 3)), countdown(1.0), countdown(True))
