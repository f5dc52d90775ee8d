class V:
    __slots__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __sub__(self, o): return V(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __lt__(self, o): return self.norm2 < o.norm2
    def __neg__(self): return V(-self.x, -self.y)
    def __iadd__(self, o): self.x += o.x; self.y += o.y; return self
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __len__(self): return 2
    def __iter__(self): yield self.x; yield self.y
    def __contains__(self, v): return v in (self.x, self.y)
    def __bool__(self): return bool(self.x or self.y)
    def __call__(self, k): return self.x * k
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f'V({self.x}, {self.y})'
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    @property
    def norm2(self): return self.x * self.x + self.y * self.y
def run(n, dx):
    p = V(0, 0); d = V(dx, 1); s = 0
    for i in range(n):
        p = p + d * 2 - -d
        p += V(1, 1)
        if p[0] > 10: s += p[1]
        if d < p: s += len(p) + p(1)
        if 3 in p or not p: s += 1
        a, b = p
        s += a - b + (p @ d) % 7
        if p == V(a, b): s += 1
        s += p.norm2 % 5
    return p, s
for _ in range(5): run(30, 2)
print(run(30, 2), run(30, 0.5), run(4, 2 ** 62), len({V(i % 3, 0) for i in range(60)}), max([V(1, 2), V(5, 0)], key=lambda v: v.norm2), 2 * V(1, 2))
class Acc:
    def __init__(self): self._v = 0; self.sets = 0
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x): self._v = x; self.sets += 1
def prop(n):
    a = Acc()
    for i in range(n): a.v += i
    return a.v, a.sets
for _ in range(5): prop(30)
print(prop(100))
class Matrix:
    def __init__(self, r): self.r = r
    def __getitem__(self, ij): i, j = ij; return self.r[i][j]
    def __setitem__(self, ij, v): self.r[ij[0]][ij[1]] = v
def fill(n):
    m = Matrix([[0] * n for _ in range(n)])
    for i in range(n):
        for j in range(n): m[i, j] = i * j + m[j, i]
    return sum(map(sum, m.r))
for _ in range(5): fill(5)
print(fill(12))
class Num(int):
    def __add__(self, o): return Num(int(self) + int(o) + 1000)
def nums(a, n):
    for _ in range(n): a = a + 1
    return a
for _ in range(30): nums(0, 10)
print(nums(Num(0), 10), nums(0, 10), type(nums(Num(1), 1)).__name__)
class Fl(float):
    def __mul__(self, o): return 'fl'
def mul(a, n):
    for _ in range(n): r = a * 2.0
    return r
for _ in range(30): mul(1.5, 10)
print(mul(Fl(1.5), 10), mul(2, 10), mul(2 ** 70, 3))
