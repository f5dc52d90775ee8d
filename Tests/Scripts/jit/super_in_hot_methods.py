# super().method(…) and super(C, self).method(…) in hot code: no super object is made, and what is found follows the classes.
def where(e):
    """The frames of a traceback: names and lines."""
    found, tb = [], e.__traceback__
    while tb is not None:
        found.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return found


class Base:
    def step(self, n):
        self.total = getattr(self, "total", 0) + n
        return n

    def name(self):
        return "base"

    @classmethod
    def make(cls, n):
        return (cls.__name__, n)

    @staticmethod
    def fixed(n):
        return ("fixed", n)


class Middle(Base):
    def step(self, n):
        return super().step(n) + 1

    def name(self):
        return "middle<" + super(Middle, self).name() + ">"

    def captured(self):
        def inner():
            return self.name()
        return inner() + super().name()

    def others(self, n):
        return super().make(n), super().fixed(n)


class Side(Base):
    def step(self, n):
        return super().step(n) + 10

    def name(self):
        return "side<" + super().name() + ">"


class Diamond(Middle, Side):
    def name(self):
        return "diamond<" + super().name() + ">"


class Missing(Base):
    def step(self, n):
        return super().walk(n)


def run(objects, rounds):
    for i in range(rounds):
        for o in objects:
            r = o.step(i)
            s = o.name()
    return r, s


m, d, side = Middle(), Diamond(), Side()
print(run([m], 3000), m.total)
print(run([d], 2000), d.total)
print(run([m, d, side], 2000), m.total)
for i in range(2000):
    c = m.captured(), m.others(i), d.others(i)
print(c)
for i in range(500):
    try:
        Missing().step(1)
    except AttributeError as e:
        text = str(e), where(e)
print(text)
Base.name = lambda self: "new base"
print(m.name(), d.name())


class Between(Base):
    def name(self):
        return "between"


Middle.__bases__ = (Between,)
print(m.name(), m.step(1))
for i in range(2000):
    r = m.name()
print(r)


def build(tag):
    class Local(Base):
        def name(self):
            return tag + super().name()
    return Local()


a, b = build("a"), build("b")
for i in range(3000):
    r = a.name(), b.name()
print(r)


class Plain:
    def method(self):
        return super(Middle, self).name()


try:
    Plain().method()
except TypeError as e:
    print("TypeError", e)
