# Builtin functions and methods that hot code calls directly, with arguments of all kinds, right and wrong.
import math


def where(e):
    """The frames of a traceback: names and lines."""
    found, tb = [], e.__traceback__
    while tb is not None:
        found.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return found


class Index:
    def __index__(self):
        return 1


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        return self.n == (other.n if isinstance(other, Key) else other)


def lists(items, i):
    items.append(i)
    items.insert(0, i)
    a = items.pop()
    b = items.pop(0)
    items.extend((1, 2))
    items.reverse()
    c = items.copy()
    items.clear()
    return a, b, c


def bound(items, values):
    push, take, put = items.append, items.pop, items.insert
    for v in values:
        push(v)
        put(0, v)
        take(0)
    return len(items)


def dicts(d, k):
    return d.get(k), d.get(k, "none"), d.setdefault(k, 5), d.pop(k), d.pop(k, "gone"), list(d.keys()), list(d.items())


def sets(s, k):
    s.add(k)
    s.discard(0)
    return sorted(s)


def strings(s, t):
    return s.startswith(t), s.find(t), s.upper(), s.replace(t, "_"), s.strip(), ",".join([s, t]), s.isdigit(), s.split(t)


def numbers(n, x):
    return n.bit_length(), math.floor(x), round(x, 2), divmod(n, 3), chr(65 + n % 26), math.atan2(x, 2)


def pop_from(items):
    return items.pop()


def pop_key(d, k):
    return d.pop(k)


def insert_at(items, i, v):
    items.insert(i, v)
    return items


for i in range(3000):
    r = lists([0, 1], i)
    n = bound([], range(3))
    d = dicts({1: 2}, 1)
    s = sets({0, 3}, i % 2)
    t = strings(" abc ", "b")
    m = numbers(i, i / 7)
    p = pop_from([1, 2, i])
    q = pop_key({"a": i}, "a")
    v = insert_at([1], 0, i)
print(r, n, d, s, t, m, p, q, v)
for args in [([],), ((1,),), ({1},)]:
    try:
        print(pop_from(*args))
    except Exception as e:
        print(type(e).__name__, e)
try:
    pop_key({}, "b")
except KeyError as e:
    print("KeyError", e, where(e))
try:
    pop_key({1: 1}, [])
except TypeError as e:
    print("TypeError", e)
print(insert_at([1, 2], Index(), 9))
try:
    insert_at([1], "x", 9)
except TypeError as e:
    print("TypeError", e)
print(pop_key({Key(4): "key"}, 4), pop_key({4: "four"}, Key(4)))
print(dicts({2.5: 1, None: 2, (1, 2): 3, 10 ** 30: 4}, 10 ** 30))
print(sets({1}, Key(1)))


class Stack(list):
    def append(self, v):
        list.append(self, v * 2)


print(lists(Stack([1]), 5))
print(bound(Stack(), [1, 2]))
items = Stack()
bound(items, [3])
print(items)
try:
    strings("abc", 1)
except TypeError as e:
    print("TypeError", e)
try:
    numbers(3, "x")
except TypeError as e:
    print("TypeError", e)
try:
    numbers(3, float("inf"))
except OverflowError as e:
    print("OverflowError", e)


def two_kinds(which, v):
    f = [v].append if which else {v}.add
    return f(v)


for i in range(3000):
    two_kinds(i % 2, i)
print(two_kinds(0, 1), two_kinds(1, 1))


def wrong_count(items):
    f = items.append
    return f(1, 2)


for i in range(400):
    try:
        wrong_count([])
    except TypeError as e:
        message = str(e)
print(message)
