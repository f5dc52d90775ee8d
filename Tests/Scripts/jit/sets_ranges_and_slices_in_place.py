# What compiled code does without frames: sets, min and max of containers, list.remove, reversed ranges, ranges in variables, slices of
# texts, subscripts of subclasses. Each hot function meets what it was compiled for, then what it was not.


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 7

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return "Key(%d)" % self.n


def sets(a, b):
    out = []
    out.append((a <= b, a < b, a >= b, a > b, a == b, a != b))
    if a <= b:
        out.append("within")
    if not a < b:
        out.append("not smaller")
    return out, sorted(a - b), sorted(a & b), sorted(a | b), sorted(a ^ b)


def walk(s):
    total = []
    for x in s:
        total.append(x)
    return total


def extremes(c):
    return min(c), max(c)


def removed(items, x):
    items = items[:]
    items.remove(x)
    return items


def backwards(n, step):
    out = []
    for i in reversed(range(n)):
        out.append(i)
    for i in reversed(range(1, n, 3)):
        out.append(-i)
    for i in reversed(range(n, -2, -2)):
        out.append(i * step)
    return out


def held(r):
    out = 0
    for i in r:
        for k in r:
            out += i * k
    return out


def pieces(s, i, k):
    return s[i:k], s[i:], s[:k], s[-2:], s[i:i + 1], s[k:i]


def item(c, k):
    return c[k]


def store(d, k, v):
    d[k] = v
    return d[k]


def tell(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


class Counts(dict):
    def __missing__(self, key):
        self[key] = len(self)
        return self[key]


class Loud(dict):
    def __getitem__(self, key):
        return "loud", dict.__getitem__(self, key)

    def __setitem__(self, key, value):
        dict.__setitem__(self, key, value * 2)


class Pair(tuple):
    pass


class Row(list):
    pass


def hot(f, *args):
    result = None
    for _ in range(60):
        result = f(*args)
    return result


small = frozenset(range(5))
large = frozenset(range(3, 90, 2)) | small
print(hot(sets, small, large))
print(hot(sets, set(range(40)), set(range(0, 40, 3))))
print(sets(frozenset(), small), sets(small, set()))
keys = {Key(i) for i in range(9)}
print(sets(keys, {Key(i) for i in range(20)}))
print(sets({1, True, 2.0}, {1.0, 2, -1, -2}), sets({-1, -2}, {-2, -1, 0}))
print(sets({"a", "b"}, {"b", "c"}))
print(hot(walk, small), hot(walk, set("abc")) == list(set("abc")), walk({}), walk((1, 2)), walk([3]))
growing = {1, 2, 3}


def grow(s):
    for x in s:
        s.add(x + 100)


print(tell(grow, growing))
print(hot(extremes, large), extremes([3, 1.5, 2]), extremes((2.5,)), extremes({"b", "a"}), extremes([True, False]))
print(extremes([Key(3), Key(1)]) if False else tell(extremes, []), tell(extremes, set()), tell(extremes, [1, "a"]), tell(extremes, 5))
print(extremes([float("nan"), 1.0])[1] != 1.0, extremes([1.0, float("nan")]), extremes("hello"), extremes({3: 1, 2: 5}))
print(min([Key(3), Key(1), Key(2)]), extremes([10 ** 30, 5, -10 ** 30]))
thing = object()
print(tell(extremes, [thing, thing]), tell(extremes, [None, None]), extremes([thing]) == (thing, thing), extremes([(1, 2), (1, 2)]))
print(hot(removed, [1, 2, 3, 2], 2), removed(["a", "b"], "b"), removed([1.0, 2], 2), removed([1.0, 2], 1), tell(removed, [1, 2], 7), tell(removed, [], 1))
print(removed([Key(1), Key(2)], Key(2)), removed([True, 5], 1))
print(hot(backwards, 7, 10), backwards(0, 1), backwards(1, 1))
print(hot(held, range(5)), held(range(10, 2, -3)), held(range(0)), held([1, 2]), held((3,)), held({4: 1}), held(range(2 ** 62, 2 ** 62 + 2)))
text = "ascii text"
print(hot(pieces, text, 2, 5), pieces(text, -3, 100), pieces("näh\u20ac\U0001f600x", 1, 4), pieces("", 0, 1), pieces("\u20ac\u20acab", 2, 4))
print(hot(pieces, b"some bytes", 2, 5), pieces(b"x", 0, 1), pieces(bytearray(b"abcdef"), 1, 3), pieces([1, 2, 3], 0, 2), pieces((1, 2), 0, 2))
one = b"some bytes"
print(one[2:3] + one[2:3], [one[i:i + 1] for i in range(len(one))], one[3:3], one[::-1], text[::2])
counts = Counts()
print([hot(item, counts, k) for k in "aab"], counts, tell(item, {}, "x"))
print(hot(item, Loud(a=1), "a"), tell(item, Loud(), "b"))
print(hot(item, Pair((1, 2)), 1), item(Pair((1, 2)), -2), item(Pair((1, 2, 3)), slice(0, 9)), type(item(Pair((1, 2)), slice(None))), tell(item, Pair(), 0))
print(hot(item, Row([5, 6]), 0), item(Row([5, 6]), slice(1)), tell(item, Row(), 3))
print(hot(store, Counts(), 1, "v"), hot(store, Loud(), 1, "v"), hot(store, {}, (1, 2), 3), tell(store, Counts(), [], 1), tell(store, (), 0, 1))
print([hot(item, "zwölf\u20ac", i) for i in (0, 2, -1, 5)], tell(item, "abc", 3), tell(item, "", 0))
nested = ((1, 2), ("a", (3, 4)))
print(hot(item, {nested: "found"}, ((1, 2), ("a", (3, 4)))), hash(nested) == hash(((1, 2), ("a", (3, 4)))))


def in_set(s, x):
    return x in s, x not in s


print(hot(in_set, frozenset("abc"), "b"), in_set({1, 2.0, "x"}, 2), in_set({1}, True), in_set({Key(1)}, Key(1)), in_set(set(), "a"), tell(in_set, {1}, []))
print(hot(lambda s, t: s.isdisjoint(t), {"a", "b"}, "cd"), {"a"}.isdisjoint("cad"), frozenset("a").isdisjoint("xyz"))
