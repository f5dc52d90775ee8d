# skip: suspend-stress-1 what was just dropped may still lie on the machine stack, which is scanned conservatively
# skip: always the quick tier spills to the machine stack, where the conservative scan finds what is dead
# __del__: once, the referring object before what it refers to, resurrection, exceptions that go nowhere.
import gc
import sys

log = []


class Named:
    def __init__(self, name, other=None):
        self.name = name
        self.other = other

    def __del__(self):
        log.append(self.name)


def use_up(n=20):
    # A collector that reads the machine stack may find what was just dropped: other calls write over it.
    if n:
        use_up(n - 1)
    for i in range(3):
        str(i) + repr([[[[[[i]]]]]]) + str(sorted([i, -i], key=str))
    gc.collect()


def drop(f, n=5):
    # So deep that what it leaves on the machine stack is written over.
    if n:
        return drop(f, n - 1)
    f()


def chain():
    a = Named("outer", Named("middle", Named("inner")))


chain()
use_up()
print(log)

log.clear()


def cycle():
    x, y = Named("x"), Named("y")
    x.other, y.other = y, x


cycle()
use_up()
print(sorted(log))

# Brought back to life, and not finalised again.
saved = []


class Phoenix:
    def __init__(self):
        self.data = ["alive"]

    def __del__(self):
        saved.append(self)
        log.append("del")


log.clear()
(lambda: Phoenix() and None)()
use_up()
print(log, saved[0].data)
saved.clear()
use_up()
print(log)

# Exceptions in __del__ are reported and dropped.
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value)


class Bad:
    def __del__(self):
        raise KeyError("gone")


drop(Bad)
use_up()
print("on")

# An exception that is being handled stays the one that is handled.
try:
    try:
        raise ValueError("outer")
    except ValueError:
        drop(Bad)
        use_up()
        raise
except ValueError as e:
    print(repr(e), e.__context__)


# Found by allocation alone.
made = done = 0


class Counted:
    def __init__(self):
        global made
        made += 1
        self.load = [0] * 50

    def __del__(self):
        global done
        done += 1


for i in range(30000):
    Counted()
use_up()
# The last one may be held by something.
print(made, done >= made - 1)
