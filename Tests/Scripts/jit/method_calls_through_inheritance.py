class Shape:
    count = 0
    def __init__(self): Shape.count += 1
    def area(self): return 0
    def scaled(self, k): return self.area() * k
    def describe(self): return f'{type(self).__name__}:{self.area():.2f}'
class Sq(Shape):
    def __init__(self, s): super().__init__(); self.s = s
    def area(self): return self.s * self.s
class Circ(Shape):
    def __init__(self, r): super().__init__(); self.r = r
    def area(self): return 3.14159 * self.r ** 2
class Cube(Sq):
    def area(self): return 6 * super().area()
class Lazy(Shape):
    def __getattr__(self, n): return {'w': 2, 'h': 3}[n]
    def area(self): return self.w * self.h
def total(shapes):
    t = 0
    for s in shapes: t += s.scaled(2) + s.area()
    return t
for _ in range(20): total([Sq(1), Sq(2)])
print(total([Sq(3)]), total([Sq(1), Circ(2), Cube(2), Lazy()]), Shape.count)
print([s.describe() for s in (Sq(2), Circ(1), Cube(1), Lazy(), Shape())])
s = Sq(2); s.area = lambda: 100; print(total([s, Sq(1)]))
Sq.area = lambda self: -1; print(total([Sq(9), Cube(3)]))
del Sq.area; print(total([Sq(9), Cube(3)]))
class Chain:
    def __init__(self): self.ops = []
    def add(self, x): self.ops.append(x); return self
    def end(self): return sum(self.ops)
def chain(n):
    c = Chain()
    for i in range(n): c.add(i).add(-1)
    return c.end()
print(chain(60), chain(1))
class A:
    def f(self, n): return n if n <= 0 else self.g(n - 1) + 1
    def g(self, n): return self.f(n - 1) + 2
class B(A):
    def g(self, n): return super().g(n) * 2 % 1009
print(A().f(50), B().f(50), [A().f(i) for i in range(6)])
class Counter:
    total = 0
    @classmethod
    def inc(cls): cls.total += 1; return cls
    @staticmethod
    def twice(x): return x * 2
class Sub(Counter): pass
for i in range(60): Counter.inc(); Sub.inc()
print(Counter.total, Sub.total, Sub.twice(Counter.twice('a')))
