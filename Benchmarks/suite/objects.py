"""Small objects: properties, __slots__, operators, inheritance, polymorphic calls in one loop."""

import pyperf


class Shape:
    scale = 1

    def area(self):
        raise NotImplementedError

    @property
    def scaled(self):
        return self.area() * self.scale


class Box(Shape):
    def __init__(self, width, height):
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height


class Square(Box):
    scale = 2

    def __init__(self, side):
        super().__init__(side, side)


class Disc(Shape):
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return 3 * self.radius * self.radius


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y


def run(count):
    total = 0
    position = Vector(0.0, 0.0)
    speed = Vector(0.5, 0.25)
    for i in range(count):
        for shape in (Box(i, 2), Square(i), Disc(i)):
            total += shape.scaled
        position = position + speed * 2.0
    return total, position.x, position.y, position == Vector(float(count), count / 2)


if __name__ == "__main__":
    runner = pyperf.Runner()
    runner.bench_func("objects", run, 5000)
