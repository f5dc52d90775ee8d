# Dicts, sets, lists and iterators: what is decided at once and what must ask the keys.


class K:
    def __init__(self, n, log=None):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, o):
        return self.n == (o.n if isinstance(o, K) else o)

    def __repr__(self):
        return f"K({self.n})"


class S(str):
    def __hash__(self):
        return hash(str(self))

    def __eq__(self, o):
        return str(self) == o


def outcome(f):
    try:
        return f()
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


for size in (2, 30):
    d = {i: i for i in range(size)}
    d[1.0] = "float"
    d[True] = "bool"
    d[K(0)] = "K"
    d["a" * 3] = 1
    d["".join(["a", "aa"])] = 2
    d[S("aaa")] = 3
    d[int] = "class"
    d[int] = "class again"
    print(size, len(d), d[1], d[0], d["aaa"], d[K(1)], d[S("aaa")], d[int], str in d, 1.0 in d, K(1) in d, "aaa" in d, S("aaa") in d, outcome(lambda: d[[]]), outcome(lambda: d["zz"]))
    print([k for k in d][:4], d.get(True), d.get(2**70), d.get("b", "no"), d.get(K(5), "none"), outcome(lambda: d.get([])))
    s = set(d)
    print(1 in s, True in s, 1.0 in s, K(1) in s, "aaa" in s, S("aaa") in s, 77 in s, outcome(lambda: [] in s))
    print(1 in [3, 1.0], "a" in ["b", S("a")], 2 in [1, K(2)], 2 in (K(2), 1), None in [None], "x" in "xyz", "" in "abc", "é" in "caf\u00e9", outcome(lambda: 1 in "a"), 5 in [], 5 in ())

nan = float("nan")
values = [1, 1.0, True, "a", "b", (1, 2), (1, 2.0), (1,), [1, 2], [1, 2, 3], {1}, {1.0}, frozenset((1,)), {1, 2}, nan, (nan,), [nan], None, K(1), (K(1),), [K(2)], {1: 2}, b"a"]
for a in values:
    row = ""
    for b in values:
        row += "=" if a == b else "."
        row += "!" if a != b else "."
        for f in (lambda: a < b, lambda: a >= b):
            r = outcome(f)
            row += "T" if r is True else "F" if r is False else "e"
        if a == b:
            row += "j"
        if not a != b:
            row += "k"
    print(row)


def changes(make, change):
    out = []
    c = make()
    for x in c:
        out.append(x)
        change(c)
        if len(out) > 5:
            break
    return out


for make, change in ((lambda: {1: 2, 3: 4}, lambda c: c.update({9: 9})), (lambda: {1, 2}, lambda c: c.add(9)), (lambda: [1, 2], lambda c: c.append(0)),
                     (lambda: {1: 2, 3: 4}, lambda c: c.pop(3, 0))):
    print(outcome(lambda: changes(make, change)))
for view in ("keys", "values", "items"):
    d = {1: "a", 2: "b"}
    it = iter(getattr(d, view)())
    print([x for x in it], [x for x in it], [x for x in reversed(getattr(d, view)())])
print([c for c in "aé\u1234\U0001F600"], [c for c in b"ab"], [x for x in enumerate("ab", -1)], [x for x in enumerate([5], 2**62)], [x for x in enumerate((1, 2), True)])
a, b = iter([1, 2, 3]), iter((4,))
print([x for x in zip(a, b)], list(a), [x for x in zip()], [x for x in zip([1, 2], range(5), (7, 8))], outcome(lambda: [x for x in zip([1], [1, 2], strict=True)]))
z = zip([1, 2, 3], iter([1]))
print([x for x in z], [x for x in z])


class E(enumerate):
    def __next__(self):
        return "own", super().__next__()


print([x for x in E([1, 2])], [x for x in zip(E("a"), [1])])
x = [0, 1, 2, 3]
del x[0], x[-1]
print(x, outcome(lambda: x.__delitem__(5)))
try:
    del x[2]
except IndexError as e:
    print(e)
try:
    del x["a"]
except TypeError as e:
    print(e)
del x[:1]
print(x, 3**2, (-4) ** 2, 2**2.0, (2**40) ** 2, 7**0, 2**-1)
print([v.__class__.__name__ for v in (K(1), S("a"), 1, K)])


class A:
    pass


class B:
    pass


o = A()
names = []
for i in range(4):
    names.append(o.__class__.__name__)
    if i == 1:
        o.__class__ = B
print(names)
