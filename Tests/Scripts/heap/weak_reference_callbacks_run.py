# skip: always what was just dropped may still lie on the machine stack, which is scanned conservatively
# skip: full what was just dropped may still lie on the machine stack, which is scanned conservatively
# skip: suspend-stress-1 what was just dropped may still lie on the machine stack, which is scanned conservatively
# Callbacks of weak references run once their target is gone: at a collection at the latest.
import gc
import weakref


class Node:
    pass


def use_up(n=20):
    # A collector that reads the machine stack may find what was just dropped: other calls write over it.
    if n:
        use_up(n - 1)
    for i in range(3):
        str(i) + repr([i])
    gc.collect()


log = []


def two():
    n = Node()
    return (weakref.ref(n, lambda r: log.append(("first", r() is None))),
            weakref.ref(n, lambda r: log.append(("second", r() is None))))


r, s = two()
use_up()
print(log, r(), s())

# A reference that dies before its target is not told.
log.clear()


def dropped():
    n = Node()
    r = weakref.ref(n, lambda r: log.append("told"))
    del r
    use_up()


dropped()
use_up()
print(log)

# finalize: arguments, once, alive.
def finalized():
    n = Node()
    f = weakref.finalize(n, lambda *a, **k: log.append((a, k)), 1, 2, key=3)
    print(f.alive)
    return f


f = finalized()
use_up()
print(log, f.alive, f())

# Dictionaries drop what has gone.
keys = weakref.WeakKeyDictionary()
values = weakref.WeakValueDictionary()
members = weakref.WeakSet()


def fill():
    kept, lost = Node(), Node()
    for name, x in (("kept", kept), ("lost", lost)):
        keys[x] = name
        values[name] = x
        members.add(x)
    return kept


kept = fill()
use_up()
print(sorted(keys.values()), sorted(values), len(members), kept in members)

# Proxies know.
def proxied():
    n = Node()
    n.x = 5
    p = weakref.proxy(n, lambda p: log.append("proxy"))
    print(p.x)
    return p


p = proxied()
use_up()
try:
    p.x
except ReferenceError as e:
    print(e, log[-1])

# What a callback raises is not seen by whoever runs.
import sys
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__)


def fails(r):
    raise ValueError("in callback")


def failing():
    n = Node()
    return weakref.ref(n, fails)


r = failing()
use_up()
print("on")

# Many at once, the collector being asked by allocation only.
count = 0


def tell(r):
    global count
    count += 1


refs = []
for i in range(2000):
    refs.append(weakref.ref(Node(), tell))
use_up()
print(count >= 1999, sum(r() is not None for r in refs) <= 1)
