"""Times single operations: which ones are slower here than elsewhere?

usage: PYTHON operations.py [WORD …]             ns for each operation (whose text has one of the words)
       PYTHON operations.py --against FILE [WORD …]   beside what another Python has printed, the worst ratio first

    python3.11 Benchmarks/operations.py > other.txt
    tools/swiftlet -X jit=off Benchmarks/operations.py --against other.txt

Each operation is repeated in the text of a loop, whose own time is taken off; the least of seven runs counts. Single figures differ from
run to run by a fifth or so; with a compiler that sees through them they mean nothing.
"""

import sys
from time import perf_counter

LOOPS = 2000
COPIES = 5
RUNS = 7

PRELUDE = """
class Point:
    def __init__(self, x, y): self.x = x; self.y = y
    def method(self): return self.x
    def __eq__(self, other): return self.x == other.x
    def __lt__(self, other): return self.x < other.x
    def __add__(self, other): return self
    def __hash__(self): return 7
    @property
    def value(self): return self.x
class Slots:
    __slots__ = ("x",)
    def __init__(self): self.x = 1
class Derived(Point):
    def __init__(self, x, y): super().__init__(x, y)
class Proxy:
    def __getattr__(self, name): return 1
    def __getitem__(self, i): return i
    def __len__(self): return 3
    def __contains__(self, x): return True
    def __iter__(self): return iter((1, 2))
    def __enter__(self): return self
    def __exit__(self, *error): return None
"""

# Names that operations use.
NAMES = """
p = Point(1, 2); q = Derived(1, 2); w = Slots(); g = Proxy(); i = 5; f = 2.5; s = "hello world"; b = b"hello"; ba = bytearray(b"hello"); n = None
l = [1, 2, 3, 4]; big = list(range(100)); t = (1, 2, 3); d = {"a": 1, "b": 2, "c": 3}; dt = {(1, 2): 3}; di = {k: k for k in range(100)}
st = {1, 2, 3, 4, 5}; su = {1, 2, 3}; fs = frozenset((1, 2, 3)); words = ["a", "b", "c"]; rows = [[1, 2], [3, 4]]; points = [Point(k, k) for k in range(10)]
def none(): return 1
def one(a): return a
def defaults(a, b=1, c=2): return a
def keywords(*, a, b=2): return a
def star(*a): return a
def stars(*a, **k): return defaults(*a, **k)
def two():
    yield 1
    yield 2
def fails(): raise ValueError
"""

# One a line; || ends a line of a statement.
OPERATIONS = """
i + 1
i * 2
i // 2
i % 3
i / 2
i ** 2
i & 7
-i
f * f
f + i
f ** 2
i == 5
i < 6
f < 3.0
s == "hello"
s < s
t == t
t < t
l == l
st == su
p == p
p < p
p + p
i is None
not l
l[1]
l[-1]
l[1] = 2
l[1:]
l[:]
t[1]
s[1]
s[1:3]
b[1]
ba[1]
ba[1] = 3
d["a"]
d["a"] = 1
di[50]
dt[1, 2]
rows[1][0]
g[1]
i in l
i in t
i in st
"a" in d
"w" in s
1 in g
[]
[i, i, i, i]
(i, i)
{}
{"a": 1, "b": 2}
{1, i}
[v for v in l]
[v + 1 for v in big]
{v for v in l}
{v: v for v in l}
sum(v for v in l)
any(v > 3 for v in l)
tuple(v for v in l)
list(two())
for v in l: pass
for v in range(5): pass
for v in d: pass
for k, v in d.items(): pass
for v in st: pass
for v in s: pass
for k, v in enumerate(l): pass
for v, x in zip(l, t): pass
for v in reversed(l): pass
for v in map(one, l): pass
for v in filter(None, l): pass
for v in two(): pass
for v in g: pass
a, x, c = t
a, *r = l
p.x
p.x = 1
p.method()
p.value
p.__class__
p.__dict__
w.x
w.x = 1
g.other
none()
one(1)
defaults(1)
defaults(1, c=3)
keywords(a=1)
star(1, 2)
stars(1, b=2)
one(*(1,))
Point(1, 2)
Derived(1, 2)
Slots()
object()
lambda: i
len(l)
len(g)
isinstance(i, int)
isinstance(p, Point)
isinstance(p, (int, str))
issubclass(Point, int)
type(p)
id(p)
hash(s)
hash(p)
callable(p)
getattr(p, "x")
getattr(p, "other", None)
hasattr(p, "x")
hasattr(p, "other")
setattr(p, "x", 1)
abs(i)
min(i, 3)
max(l)
sum(l)
any(l)
sorted(l)
sorted(points)
sorted(l, key=one)
divmod(i, 2)
round(f)
chr(65)
ord("a")
next(iter(l))
list(t)
tuple(l)
set(l)
dict(d)
dict(a=1, b=2)
str(i)
int(f)
float(i)
int("12")
repr(s)
l.append(1); l.pop()
l.insert(0, 1); del l[0]
l.extend(t); del l[4:]
l.index(3)
l.copy()
l.sort()
d.get("a")
d.get("z", None)
d.items()
d.setdefault("a", 1)
d.copy()
del d["a"]; d["a"] = 1
st.add(3)
st | su
st & su
st - su
su <= st
su.isdisjoint(st)
s + s
l + l
l * 2
t + t
"%s" % s
"%d %s" % (i, s)
f"{s} {i}"
f"{f:.2f}"
"{} {}".format(i, s)
s.startswith("he")
s.find("w")
s.split()
s.replace("l", "m")
s.strip()
s.upper()
s.isdigit()
",".join(words)
s.encode()
b.decode()
try: pass||except: pass
try: raise ValueError||except ValueError: pass
try: fails()||except ValueError: pass
try: d["z"]||except KeyError: pass
try: p.other||except AttributeError: pass
with g: pass
"""


def indented(text, depth):
    return "".join("    " * depth + line + "\n" for line in text.strip().splitlines())


def time_of(operation):
    """ns of one execution."""
    body = operation.replace("||", "\n")
    source = PRELUDE + "def run(loops):\n" + indented(NAMES, 1)
    source += "    start = perf_counter()\n    for _ in range(loops):\n" + indented(body, 2) * COPIES + "    return perf_counter() - start\n"
    source += "def empty(loops):\n    start = perf_counter()\n    for _ in range(loops): pass\n    return perf_counter() - start\n"
    scope = {"perf_counter": perf_counter}
    exec(source, scope)
    scope["run"](10)
    own = min(scope["empty"](LOOPS) for _ in range(RUNS))
    return (min(scope["run"](LOOPS) for _ in range(RUNS)) - own) / LOOPS / COPIES * 1e9


def main(arguments):
    other = {}
    if arguments[:1] == ["--against"]:
        with open(arguments[1]) as file:
            for line in file:
                ns, _, operation = line.strip().partition("  ")
                other[operation.strip()] = float(ns)
        arguments = arguments[2:]
    rows = []
    for operation in OPERATIONS.strip().splitlines():
        if arguments and not any(word in operation for word in arguments):
            continue
        ns = time_of(operation)
        if operation in other:
            rows.append((other[operation] / max(ns, 0.1), other[operation], ns, operation))
        elif not other:
            print(f"{ns:8.1f}  {operation}", flush=True)
    for ratio, theirs, ns, operation in sorted(rows):
        print(f"x{ratio:5.2f} {theirs:8.1f} {ns:8.1f}  {operation}")


main(sys.argv[1:])
