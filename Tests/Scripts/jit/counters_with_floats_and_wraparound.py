def tick(n, step):
    t = 0
    c = 0
    while t < n:
        t += step
        c += 1
    return c, t
for _ in range(10): tick(50, 1)
print(tick(50, 1), tick(5, 0.5), tick(2 ** 62 + 10, 2 ** 60), tick(-1, 1), tick(3, 0.1))
def wrap(n, m):
    x = 0
    out = []
    for i in range(n):
        x = (x + 7) % m
        if x == 0: out.append(i)
    return out[:4], x
for _ in range(10): wrap(50, 10)
print(wrap(100, 10), wrap(50, 3.5), wrap(40, -9), wrap(30, 2 ** 65))
def down(n):
    r = []
    for i in range(n, -n, -3): r.append(i if i % 2 else -i)
    return r
for _ in range(10): down(10)
print(down(10), sum(down(200)))
def mean(v):
    s = n = 0
    for x in v: s += x; n += 1
    return s / n if n else None
for _ in range(10): mean([1, 2, 3])
print(mean([1, 2]), mean([]), mean([0.1] * 3), mean([2 ** 62, 2 ** 62]), mean([True]), mean([1e308, 1e308]))
