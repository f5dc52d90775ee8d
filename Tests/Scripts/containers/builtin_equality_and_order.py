# Comparison, hashing, searching and operators of the builtin types, and of classes that inherit them.
from collections import namedtuple

P = namedtuple("P", "x y")
class S(str): pass
class T(tuple): pass
class Eq:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, Eq) and self.v == o.v
    def __hash__(self): return hash(self.v)
class Plain: pass

nan = float("nan")
values = [0, 1, True, False, None, 1.0, 0.0, -0.0, nan, "a", "", "é", S("a"), b"a", bytearray(b"a"), (), (1,), (1, "a"), T((1, "a")), P(1, "a"),
          [], [1], [1.0], {}, {1: 2}, {1.0: 2.0}, set(), {1}, frozenset({1}), frozenset(), 10**30, 10.0**30, 1e300, 2**70, 2j, 1+0j, Ellipsis, NotImplemented,
          int, len, Plain, Eq(1), Eq(1), Eq("a"), range(3), slice(1, 2), (nan,), [nan], ((1, (2, (3,))),), ((1, (2, (3.0,))),)]
for i, a in enumerate(values):
    print(i, "".join("1" if a == b else "0" for b in values), "".join("1" if a != b else "0" for b in values))
for i, a in enumerate(values):
    print(i, a in values, [j for j, b in enumerate(values) if b in (a,)], values.index(a), values.count(a), tuple(values).index(a), tuple(values).count(a))

def hashes(vs):
    out = {}
    for v in vs:
        try: out.setdefault(v, []).append(type(v).__name__)
        except TypeError as e: print(e)
    return list(out.values())
print(hashes(values))
print(hash(P(1, 2)) == hash((1, 2)), hash(T((1, 2))) == hash((1, 2)), hash(S("q")) == hash("q"), {(1, 2): 3}[P(1, 2)])
print(hash((1, 2.0, "a")) == hash((1.0, 2, "a")), hash(2.0**61 - 1) == hash(2**61 - 1), hash(1e18) == hash(10**18), hash(-1.0), hash(0.5) == hash(0.5))

for op in ("<", "<=", ">", ">="):
    for a, b in [((1, 2), (1, 3)), ((1, 2), (1, 2, 0)), ((True, 1), (False, 2)), (("a", 1), ("b", 0)), ((1.5, 2), (1, 3)), ((nan, 1), (nan, 2)), ((1, "a"), (1, 2)),
                 ([1, 2], [1, 3]), ([], [0]), ({1}, {1, 2}), ({1, 2}, frozenset({1})), (frozenset(), set()), ("abc", "abd"), ("é", "z"), ((None,), (None,)), ((None,), (1,))]:
        try: print(op, a, b, eval("a" + op + "b"))
        except TypeError as e: print(op, e)
