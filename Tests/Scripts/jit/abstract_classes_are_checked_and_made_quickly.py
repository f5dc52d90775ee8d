# isinstance with abstract classes answers from caches, which registering makes void; classes with such a metaclass are made by their
# __new__ in compiled code; object.__new__ is found through super.
import abc
import numbers


class Shape(abc.ABC):
    pass


class Square:
    pass


class Circle(Shape):
    pass


class Liar:
    __class__ = property(lambda self: Square)


class Sized(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Sized:
            return any("size" in c.__dict__ for c in other.__mro__) or NotImplemented
        return NotImplemented


class Box:
    size = 3


class Meta(abc.ABCMeta):
    def __instancecheck__(cls, v):
        asked.append(type(v).__name__)
        return super().__instancecheck__(v)


class Odd(metaclass=Meta):
    pass


asked = []


def kinds(v):
    return isinstance(v, Shape), isinstance(v, (int, Shape)), isinstance(v, numbers.Rational), isinstance(v, Sized)


def many(v):
    result = None
    for _ in range(40):
        result = kinds(v)
    return result


for v in (Square(), Circle(), Liar(), 3, 2.5, True, Box(), None, Square):
    print(many(v))
Shape.register(Square)
for v in (Square(), Circle(), Liar(), 3, Square):
    print(many(v))
print([isinstance(Square(), Odd) for _ in range(3)], len(asked))
Odd.register(Square)
print([isinstance(Square(), Odd) for _ in range(3)], len(asked))


class Ratio(numbers.Rational):
    __slots__ = ("_n", "_d")

    def __new__(cls, n=0, d=1, *, reduce=True):
        self = super(Ratio, cls).__new__(cls)
        if reduce and d % 2 == 0 and n % 2 == 0:
            n, d = n // 2, d // 2
        self._n = n
        self._d = d
        return self

    numerator = property(lambda a: a._n)
    denominator = property(lambda a: a._d)

    def __add__(a, b):
        if isinstance(b, (int, Ratio)):
            return Ratio(a._n * b.denominator + b.numerator * a._d, a._d * b.denominator, reduce=False)
        return NotImplemented

    def __repr__(self):
        return "%s(%d, %d)" % (type(self).__name__, self._n, self._d)


for name in ("__radd__ __mul__ __rmul__ __truediv__ __rtruediv__ __floordiv__ __rfloordiv__ __mod__ __rmod__ __pow__ __rpow__ __neg__ __pos__ "
             "__abs__ __trunc__ __floor__ __ceil__ __round__ __eq__ __lt__ __le__ __hash__").split():
    setattr(Ratio, name, lambda *a: NotImplemented)
abc.update_abstractmethods(Ratio)


class Named(Ratio):
    pass


class Abstract(Ratio):
    @abc.abstractmethod
    def more(self):
        pass


def total(cls, n):
    result = cls(0, 1)
    for i in range(n):
        result = cls(i, 2) if i % 9 == 0 else result + i
    return result, type(result).__name__


print(total(Ratio, 100), total(Named, 100), total(Ratio, 3))


def make(cls, *args, **names):
    try:
        return cls(*args, **names)
    except TypeError as e:
        return str(e)


print(make(Ratio, 4, 2), make(Ratio, 4, 2, reduce=False), make(Ratio, n=1), make(Ratio, 1, 2, 3), make(Ratio, x=1), make(Abstract, 1, 2))


def made(n):
    out = []
    for i in range(n):
        out.append(Ratio(i, 4, reduce=i % 3 == 0))
    return out[-1], out[-2]


print(made(100))


class Counted(abc.ABC):
    made = 0

    def __new__(cls, *args):
        self = super(Counted, cls).__new__(cls)
        self.args = args
        return self


def count(n):
    for i in range(n):
        c = Counted(i)
    return c.args


print(count(100))


def initialise(self, n):
    self.first = n


Counted.__init__ = initialise
print(count(100), Counted(5).first)


class Base:
    def __new__(cls):
        self = object.__new__(cls)
        self.by = "Base"
        return self


class Left(Base):
    def __new__(cls):
        return super(Left, cls).__new__(cls)


class Top:
    def __new__(cls):
        return super(Top, cls).__new__(cls)


def build(cls, n):
    for _ in range(n):
        v = cls()
    return type(v).__name__, getattr(v, "by", None)


print(build(Left, 50), build(Top, 50))


class Diamond(Top, Base):
    pass


print(build(Diamond, 50), build(Top, 5))
Meta.__call__ = lambda cls, *a: ("called", cls.__name__, a)
print(Odd(1), [Odd() for _ in range(2)])
abc.ABCMeta.__instancecheck__ = lambda cls, v: "never cached"
print([isinstance(Circle(), numbers.Real) for _ in range(2)], isinstance(Square(), Shape))
