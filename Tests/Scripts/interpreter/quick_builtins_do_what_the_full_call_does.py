# Builtins that have a quick way: the ordinary case in a loop, then what that way must leave to the full call.


def outcome(f, *a, **k):
    try:
        v = f(*a, **k)
        return f"set {sorted(map(repr, v))}" if isinstance(v, set) else repr(v).split(" at 0x")[0]
    except BaseException as e:
        return f"{type(e).__name__}: {e}"


class L(list):
    def append(self, x):
        super().append((x, x))


class Plain(list):
    pass


class D(dict):
    def get(self, k, d=None):
        return "own"


class Meta(type):
    def __instancecheck__(cls, o):
        return o == 3


class Odd(metaclass=Meta):
    pass


class Claims:
    @property
    def __class__(self):
        return int


class P:
    x = 1

    def __init__(self):
        self.y = 2

    @property
    def raises(self):
        raise AttributeError("inner")

    @property
    def breaks(self):
        raise ValueError("inner")


class G:
    def __getattr__(self, name):
        if name == "no":
            raise AttributeError(name)
        return name


def loop():
    out = []
    p, g = P(), G()
    for v in ([], (), "abc", {}, {1}, b"ab", range(3), L(), Plain([1]), D(), 5, None, p):
        out.append(outcome(len, v))
        out.append(outcome(iter, v)[:8])
        out.append(outcome(any, v))
        out.append(outcome(all, v))
        out.append(outcome(sorted, v))
        out.append(outcome(min, v))
        out.append(outcome(max, v))
        out.append(outcome(abs, v))
        out.append(outcome(ord, v))
        out.append(outcome(chr, v))
    for o in (p, g, P, 1, "s", Claims(), 3):
        for n in ("x", "y", "zz", "raises", "breaks", "no", "__class__", "real"):
            out.append(outcome(getattr, o, n, "default"))
            out.append(outcome(hasattr, o, n))
        for c in (int, (int, str), ((int, (P,)), str), Odd, (Odd, P), P, object, type, 5, ()):
            out.append(outcome(isinstance, o, c))
            out.append(outcome(issubclass, o, c))
    return out


for line in loop():
    print(line)
print(loop() == loop())

# An absent attribute comes later, in the instance and in the class.
p = P()
seen = []
for i in range(6):
    seen.append((getattr(p, "late", None), hasattr(p, "later"), getattr(p, "__deepcopy__", 0)))
    if i == 1:
        p.late = "instance"
    if i == 3:
        P.later = "class"
    if i == 4:
        P.__getattr__ = lambda self, n: n.upper()
print(seen)
del P.__getattr__
print(getattr(p, "__deepcopy__", 0))

# Bound to a variable, the callee must survive a quick way that gives up.
for f, a in (([].pop, ()), ({}.get, ([],)), ([1, 2].pop, (7,)), (set().add, ([],)), ("-".join, ([1],)), ([1].insert, ("a", 1)), ([3, "a"].sort, ())):
    print([outcome(f, *a) for _ in range(2)])
    try:
        f(*a)
    except Exception as e:
        print(type(e).__name__, end=" ")
    try:
        f(*a)
    except Exception as e:
        print(type(e).__name__)

items = [1, 2, 3, 4]
print(items.pop(-1), items.pop(0), items.pop(True), items, items.insert(-10, "x"), items.insert(10, "y"), items.insert(-1, "z"), items)
subclass, plain = L(), Plain()
subclass.append(1), plain.append(1), list.append(subclass, 2)
print(subclass, plain, D(a=1).get("a"), dict.get(D(a=1), "a"), outcome(list.append, 1, 2), outcome(list.append, [], 1, 2), outcome(dict.get, {}), outcome(str.join, "", (1,)))
it = iter([1, 2])
print(next(it), next(it, 0), next(it, "end"), outcome(next, it), next(iter(zip([1], [2]))), outcome(next, [1]))
print("abc".startswith("ab"), "abc".startswith(("x", "a")), "abc".startswith("b", 1), "äbc".endswith("bc"), "aЖ".endswith("Ж"), "".startswith(""), outcome("a".startswith, 1))
print([sorted(x) for x in ([3, 1, 2], ["b", "a"], [2, 1.5], [True, False, 0], (3, 1), "ba")], outcome(sorted, [1, "a"]), sorted([3, 1, 2], reverse=True))
x = [2, 3, 1]
print(x.sort(), x, x.sort(reverse=True), x, outcome(x.sort, 1), outcome(sorted))
print(outcome(setattr, p, "new", 1), p.new, outcome(setattr, 1, "a", 1), outcome(setattr, p, 5, 1), outcome(getattr, p, 5), outcome(hasattr, p, 5))

# Classes with one argument.
for c in (str, int, float, list, tuple, set, dict, bool):
    print(c.__name__, [outcome(c, v) for v in ("12", 7, 2.75, True, [1, 1], (2,), {1: 2}, {3}, None, 10**20, -1e300)])
same = (1, 2)
print(tuple(same) is same, list(same) is not same, dict(a=1, b=[2]), outcome(dict, 1, a=2), dict({"a": 0, "c": 3}, a=1), object() is not object())
print(list(x for x in "ab"), tuple(x for x in ()), set(x for x in (1, 1)), outcome(list, (1 // x for x in (1, 0))), outcome(set, ([x] for x in "a")))
big = list(i for i in range(1000))
print(len(big), sum(big), len(set(i % 300 for i in range(1000))), tuple(i for i in range(40))[-1])
