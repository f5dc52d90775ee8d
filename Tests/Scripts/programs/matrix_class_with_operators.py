class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]; self.n, self.m = len(self.rows), len(self.rows[0])
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    def __getitem__(self, ij): return self.rows[ij[0]][ij[1]] if isinstance(ij, tuple) else self.rows[ij]
    def __setitem__(self, ij, v): self.rows[ij[0]][ij[1]] = v
    def __add__(self, o): return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + -o
    def __mul__(self, k): return Matrix([[v * k for v in r] for r in self.rows]) if not isinstance(k, Matrix) else NotImplemented
    __rmul__ = __mul__
    def __matmul__(self, o):
        if self.m != o.n: raise ValueError(f'{self.n}x{self.m} @ {o.n}x{o.m}')
        return Matrix([[sum(self[i, k] * o[k, j] for k in range(self.m)) for j in range(o.m)] for i in range(self.n)])
    def __pow__(self, e):
        r, b = Matrix.identity(self.n), self
        while e:
            if e & 1: r = r @ b
            b = b @ b
            e >>= 1
        return r
    def __eq__(self, o): return isinstance(o, Matrix) and self.rows == o.rows
    def __iter__(self): return iter(self.rows)
    def __repr__(self): return f'Matrix({self.rows})'
    @property
    def T(self): return Matrix(zip(*self.rows))
    def det(self):
        a, d = [r[:] for r in self.rows], 1
        for i in range(self.n):
            p = next((r for r in range(i, self.n) if a[r][i]), None)
            if p is None: return 0
            if p != i: a[i], a[p] = a[p], a[i]; d = -d
            d *= a[i][i]
            for r in range(i + 1, self.n):
                f = a[r][i] / a[i][i]
                for c in range(i, self.n): a[r][c] -= f * a[i][c]
        return d
a = Matrix([[1, 2], [3, 4]]); b = Matrix([[0, 1], [1, 0]])
print(a + b, a - b, a @ b, 2 * a, a * 0.5, a.T, a ** 5, a.det(), a == Matrix([[1, 2], [3, 4]]), a[1], a[0, 1], -a)
F = Matrix([[1, 1], [1, 0]]); print((F ** 90)[0, 1], (F ** 300)[0, 1])
for bad in (lambda: a @ Matrix([[1, 2, 3]]), lambda: a * b, lambda: 'x' + a, lambda: a[5, 5], lambda: a ** 0.5):
    try: print(bad())
    except (ValueError, TypeError, IndexError) as e: print(type(e).__name__, e)
h = Matrix([[1 / (i + j + 1) for j in range(4)] for i in range(4)]); print(f'{h.det():.6e}', sum(map(sum, h)))
m = Matrix([[(i * j) % 7 for j in range(9)] for i in range(9)]); p = m
for _ in range(6): p = Matrix([[v % 1009 for v in r] for r in (p @ m)])
print(p[8], Matrix.identity(3).det())
