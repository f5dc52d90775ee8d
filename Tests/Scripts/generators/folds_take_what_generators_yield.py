# Folds over generators: what is taken simply, what is not, and what happens in between.

def count(n, log=None):
    for i in range(n):
        if log is not None:
            log.append(i)
        yield i

print(sum(count(100)), list(count(5)), tuple(count(5)), sorted(count(5)), set(count(40)) == set(range(40)))
print(sum(count(4), 0.5), sum((x / 2 for x in count(4))), sum((10 ** 18 for _ in range(20))))

# any and all stop at once, and the generator is left where it was.
log = []
g = count(10, log)
print(any(x == 3 for x in g), log, next(g))
print(all(x < 6 for x in g), log, next(g, "end"))
for truthy in ([], 0, 0.0, "", None, False, {}, (), 1, "x", [0], True, 2.5):
    print(any(v for v in [0, truthy]), all(v for v in [1, truthy]), end=" ")
print()

# What the truth of an item raises comes out of the fold, and the generator may still run.
class Bad:
    def __bool__(self):
        raise ValueError("no truth")

def bad():
    try:
        yield 0
        yield Bad()
        yield 1
    finally:
        print("closed")

b = bad()
try:
    any(b)
except ValueError as e:
    print("raised", e)
print(next(b))
b.close()

# The list that is extended is seen by the generator, and may change under the fold.
l = [1]
def look():
    for i in range(6):
        yield len(l)
        if i == 2:
            l.clear()
l.extend(look())
print(l)
s = {1}
def looks():
    for i in range(12):
        yield len(s) + 100
        if i == 6:
            s.clear()
s.update(looks())
print(sorted(s))

# Items that are no strings are found at the end, or where they come.
try:
    ",".join(str(x) if x < 3 else x for x in count(5))
except TypeError as e:
    print(e)
print("-".join(str(x) for x in count(12)))

# Sets of all sorts of keys.
class Key:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return self.n % 3
    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n
print(len({*(Key(i % 7) for i in range(20))}), len(set(Key(i % 5) for i in range(20))))
print(sorted(set(str(i % 9) for i in range(50))), len(set((i % 4, "a") for i in range(9))), len(set(x / 2 for x in count(8))))
print(set(v for v in [1, True, 1.0]), len(set(float("nan") for _ in range(3))))

# Exceptions in the generator, with the traceback's lines.
import sys, traceback
def fails(n):
    for i in range(n):
        if i == 3:
            raise KeyError(i)
        yield i
for fold in sum, list, set, tuple, sorted, any:
    try:
        fold(x * 0 for x in fails(9))
    except KeyError as e:
        print(fold.__name__, [f.name for f in traceback.extract_tb(e.__traceback__)], end=" ")
print()

# A fold in a fold, in special methods and in a constructor of a class.
class Total:
    def __init__(self, n):
        self.items = list(x for x in count(n))
    def __len__(self):
        return sum(1 for _ in self.items)
    def __eq__(self, other):
        return all(a == b for a, b in zip(self.items, other.items))
    def __contains__(self, x):
        return any(x == y for y in self.items)
print(len(Total(9)), Total(3) == Total(4), 5 in Total(6), 7 in Total(6), sum(sum(x for x in count(i)) for i in range(10)))

# The generator sees itself running, and cannot be resumed by the fold's step.
def selfish():
    for i in range(3):
        try:
            next(me)
        except ValueError as e:
            yield str(e)
me = selfish()
print(list(me))

def frames():
    for _ in range(2):
        yield sys._getframe(1).f_code.co_name
def caller():
    return list(frames())
print(caller())
print(max(x % 7 for x in count(30)), min((-x for x in count(30)), default=3), max((), default="none"))
