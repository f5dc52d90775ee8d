# Comparison, hashing, searching and operators of the builtin types, and of classes that inherit them.
from array import array
from collections import namedtuple
import json

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

a = [1, 2]; b = a
a += (3, 4); a += a; print(a, a is b)
try: a += 1
except TypeError as e: print(e)
try: print([1] + (2,))
except TypeError as e: print(e)
print([1] + [2], (1,) + (2,), () + (1,), [1, 2] * 2, "ab" * 3, "ab" * -1, b"a" + b"b", [0] * 0)
s = {1, 2, 3}; u = s
s &= {2, 3, 4}; s |= {9}; s ^= {9, 10}; s -= {2}; print(s, u is s)
f = frozenset({1}); g = f
f |= {2}; print(f, g, type({1} | f), type(f & {1}), type(f - {1}), {1, 2} ^ frozenset({2, 3}))
s = {1, 2}; s -= s; print(s)
try: {1} | [2]
except TypeError as e: print(e)
print("%s %d %5d|%-5d|%05d %x %r %s" % ("a", -12, 7, 7, -7, 255, "q", [1]), "%s" % "x", "%(a)s" % {"a": 1}, "%d" % 3.7, "%s%%" % 5)
class M(str):
    def __rmod__(self, o): return "rmod"
print("a%s" % M("x"), "a%s" % (M("x"),))

# Division of large integers in all signs, exact and not.
nums = [2**64, 2**64 + 1, -(2**64), 3**50, -(3**50), 7, -7, 2**62, -(2**62), 2**63, 10**40, -(10**40), 1, -1, 2**200 + 3]
acc = 0
for x in nums:
    for y in nums:
        q, r = divmod(x, y)
        assert q == x // y and r == x % y and q * y + r == x and (r == 0 or (r < 0) == (y < 0)), (x, y)
        acc = acc * 31 + q + r
print(acc % 10**20)
for a, n, m in [(3, 10**9, 2**61 - 1), (7, -1, 2**61 - 1), (-7, -3, 101), (5, 117, 2**62 - 57), (2**80, -1, 10**9 + 7), (10, 5, 1), (3, 4, -7)]:
    print(pow(a, n, m))
try: pow(6, -1, 9)
except ValueError as e: print(e)

# Arrays: items of every kind, at and beyond the limits.
for code in "bBhHiIlLqQfdu":
    v = array(code, "ab" if code == "u" else [1, 2])
    v.append(v[0]); v.extend(v); v[-1] = v[1]
    print(code, v, v[0], v[-2], len(v))
    for bad in (-1, 300, 70000, 2**31, 2**32, 2**63, 2**64, -129, 1.5, "x", None):
        try: v[0] = bad; print(repr(v[0]), end=" ")
        except Exception as e: print(type(e).__name__, end=" ")
    for i in (6, -7, 2**70):
        try: v[i]
        except IndexError as e: print(e, end=" ")
        try: v[i] = v[0]
        except IndexError as e: print(e, end=" ")
    print()
class A(array): pass
v = A("d", [1.5]); v[0] = 2; print(v[0], v)
b = bytearray(b"abc"); b[0] = 65; b[-1] = 66; print(b, b[0], b"xyz"[-1])
for bad in (256, -1, "a", 1.0):
    try: b[0] = bad
    except Exception as e: print(type(e).__name__, e)
for i in (3, -4):
    try: b[i] = 1
    except IndexError as e: print(e)
    try: b"abc"[i]
    except IndexError as e: print(e)

# JSON text with escapes, wide characters, long plain runs.
for text in ["", "plain text that is longer than eight bytes", "quote\" back\\ slash / \n\t\r\b\f", "\x00\x1f\x7f\x80", "é" * 9, "\ud800", "\U0001F600 ok", "a" * 50 + '"' + "b" * 50]:
    for ascii in (True, False):
        t = json.dumps({text: [text, 1, -5, 2.5, None, True]}, ensure_ascii=ascii)
        print(ascii_ := t.encode("utf-8", "surrogatepass"), json.loads(t) == {text: [text, 1, -5, 2.5, None, True]})
doc = json.dumps([{"key%d" % (i % 5): i, "name": "n" * i} for i in range(40)])
print(json.loads(doc) == [{"key%d" % (i % 5): i, "name": "n" * i} for i in range(40)])
for bad in ['{"a', '"\\x"', '{"a" 1}', '["a\n"]', '[1,]', '']:
    try: json.loads(bad)
    except json.JSONDecodeError as e: print(e)

# len and isinstance through Python code.
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
for n in (0, 5, -1, 2**70, 1.5):
    try: print(len(L(n)))
    except Exception as e: print(type(e).__name__, e)
class Meta(type):
    def __instancecheck__(cls, v): return v == 3
    def __subclasscheck__(cls, c): return [] if c is int else "yes"
class C(metaclass=Meta): pass
print(isinstance(3, C), isinstance(4, C), isinstance(C(), C), isinstance(3, (str, C)), issubclass(int, C), issubclass(str, C), issubclass(str, (int, C)))

# Iteration without frames in between: zip, enumerate, dict views, and their errors.
d = dict(zip("abc", range(3)))
print(list(zip(d.items(), reversed([1, 2, 3]))), sum(d.values()), max(d.values()), list(enumerate(d.values(), 2**62 - 2)), sorted(enumerate("ba"), key=lambda p: p[1]))
try: list(zip([1], [1, 2], strict=True))
except ValueError as e: print(e)
try:
    for k in d.items(): d["z"] = 1
except RuntimeError as e: print(e)
print(any(x > 2 for x in range(5)), all(x < 3 for x in range(5)), sum((x for x in range(10)), 5), max((x for x in [3, 1]), key=lambda x: -x), dict(dict(a=1), b=2), {**{1: 2}})
d = dict.fromkeys(range(20)); c = d.copy(); del d[3]; e = dict(d); e[100] = 1; print(len(c), len(d), len(e), 3 in c, 3 in e, list(c) == list(range(20)))
deep = ()
for _ in range(100000): deep = (deep,)
try: deep == ((deep[0],),)
except RecursionError: print("RecursionError")
