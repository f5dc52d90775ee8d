def pairs(n):
    t = 0
    for i, (a, b) in enumerate(zip(range(n), range(n, 0, -1))):
        for x, *rest in ((a, b), (b, a, i)): t += x - len(rest)
        [p, q], r = (a, b), i
        t += p * q - r
    return t
for _ in range(5): pairs(20)
print(pairs(50), pairs(0))
def items(d):
    out = 0
    for k, v in d.items():
        for w in v: out += w if k in 'ab' else -w
    for k in d: out += len(k)
    for v in d.values(): out += len(v)
    return out
for _ in range(20): items({'a': [1, 2], 'b': [3], 'zz': [4]})
print(items({'a': (1.5, 2), 'q': range(5)}), items({}))
def swap(n):
    a, b, c, d = 1, 2.0, 'x', None
    for i in range(n): a, b, c, d = b, c, d, a
    return a, b, c, d
print(swap(40), swap(41), swap(42))
def grid(n):
    g = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i, n):
            g[i][j] = i * j
            g[j][i] -= 1
    return sum(map(sum, g)), g[n - 1][n - 1]
for _ in range(5): grid(8)
print(grid(15))
def bad(data):
    e = 0
    for d in data:
        try:
            a, b, *c = d
            (x, y), z = c or ((1, 2), 3)
        except (ValueError, TypeError): e += 1
    return e
data = [(1, 2), (1,), 5, 'abc', 'ab', [1, 2, (3, 4), 5], {1: 2}, range(4)] * 8
for _ in range(3): r = bad(data)
print(r)
def tri(n):
    rows = [[1]]
    for _ in range(n): rows.append([1] + [a + b for a, b in zip(rows[-1], rows[-1][1:])] + [1])
    return rows[-1]
print(tri(10), sum(tri(70)) == 2 ** 70)
