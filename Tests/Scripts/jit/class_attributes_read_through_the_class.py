# Attributes of classes that hot code names: constants to the compiler, until somebody changes them.
class Direction:
    NONE = 0
    FORWARD = 1
    BACKWARD = -1


class Meta(type):
    @property
    def level(cls):
        return "meta level"

    def __getattr__(cls, name):
        if name == "computed":
            return 42
        raise AttributeError(name)


class Base(metaclass=Meta):
    shared = "base"
    level = "own level"

    @staticmethod
    def twice(n):
        return 2 * n

    @classmethod
    def who(cls):
        return cls.__name__

    def plain(self):
        return ("plain", self)


class Derived(Base):
    pass


def direction(d):
    if d == Direction.FORWARD:
        return "f"
    elif d == Direction.BACKWARD:
        return "b"
    return "n"


def look():
    return (Base.shared, Derived.shared, Base.level, Base.computed, Base.twice(4), Derived.who(), Base.plain(7))


for i in range(3000):
    r = direction(1) + direction(-1) + direction(0)
    s = look()
print(r, s)
Direction.FORWARD = 0
Direction.NONE = 1
print(direction(1) + direction(-1) + direction(0))
for i in range(2000):
    Direction.FORWARD = i % 2
    r = direction(1)
    if i > 1996:
        print(r)
Derived.shared = "derived"
print(look())
del Derived.shared
Base.shared = "changed"
print(look())
Base.twice = lambda n: 3 * n
print(look())
Meta.shared = property(lambda cls: "data descriptor")
print(look())
del Meta.shared
del Base.shared
try:
    look()
except AttributeError as e:
    print("AttributeError", e)
for i in range(2000):
    try:
        look()
    except AttributeError:
        pass


class Counter:
    count = 0


def bump():
    Counter.count += 1
    return Counter.count


for i in range(3000):
    n = bump()
print(n)


class Outer:
    class Inner:
        value = 10


def nested():
    return Outer.Inner.value


for i in range(3000):
    n = nested()
Outer.Inner.value = 11
print(n, nested())


class Other:
    value = 12


Outer.Inner = Other
print(nested())
