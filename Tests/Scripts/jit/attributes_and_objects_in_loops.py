class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def add(self, o):
        return P(self.x + o.x, self.y + o.y)
    def move(self, d):
        self.x += d
        self.y -= d
class S:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
def run(n):
    p = P(0, 0)
    q = P(1, 2.5)
    for i in range(n):
        p = p.add(q)
        p.move(i)
    return p.x, p.y
print(run(5), run(100), run(500))
def slots(n):
    s = S()
    for i in range(n):
        s.a = s.a + i
    try:
        s.b
    except AttributeError as e:
        print(e)
    s.b = s.a
    return s.b
print(slots(100))
class V:
    count = 0
    def __init__(self, v): self.v = v
    def __add__(self, o): return V(self.v + o.v)
    def __lt__(self, o): return self.v < o.v
    def __eq__(self, o): return self.v == o.v
    def __bool__(self): return self.v % 2 == 0
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= self.v: raise IndexError
        return i * self.v
    def __contains__(self, x): return x == self.v
    def __call__(self, a, b=2): return a * b + self.v
    @property
    def double(self): return self.v * 2
    @double.setter
    def double(self, d): self.v = d // 2
    @staticmethod
    def st(x): return x + 1
    @classmethod
    def cl(cls, x):
        cls.count += 1
        return cls(x)
    def __getattr__(self, name):
        if name == "zz": raise AttributeError(name)
        return name + "!"
def dunder(n):
    s = V(0)
    r = 0
    for i in range(n):
        s = s + V(i)
        if s < V(50): r += 1
        if s == V(3): r += 10
        if s: r += 100
        if not s: r += 1000
        r += len(s)
        if i in V(4): r += 7
        for y in V(3): r += y
        r += V(2)(i) + V(2)(i, 3) + V(2)(i, b=4)
        r += s.double
        s.double = s.double + 2
        r += V.st(i) + V.cl(i).v
        if s.foo != "foo!": r += 5000
        r += not s
    return s.v, r, V.count
print(dunder(3), dunder(60), dunder(100))
