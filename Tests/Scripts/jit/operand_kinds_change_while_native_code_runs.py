def add(a, b):
    return a + b
def run(values):
    out = []
    for v in values:
        out.append(add(v, v))
    return out
for _ in range(30):
    run([1, 2, 3])
print(run([1, 2.5, "x", [1], (2,), 3, 1 << 70, True]))
for _ in range(30):
    run([1.5, 2.5])
print(run([1, 2.5, "x", 3]))
def compare(a, b):
    r = 0
    if a < b: r += 1
    if a <= b: r += 2
    if a == b: r += 4
    if a != b: r += 8
    if a > b: r += 16
    if a >= b: r += 32
    return r
for _ in range(30): compare(1, 2)
print(compare(2, 1), compare(1, 1), compare(1.5, 1), compare(1, 1.5), compare("a", "b"), compare((1, 2), (1, 3)))
print(compare(float("nan"), 1), compare(1 << 80, 2.0), compare(True, 1))
def mixed(n):
    t = 0
    for i in range(n):
        t += i * 0.5
        t = t - 1
        t = 2 / (t + 10)
    return t
print(mixed(50))
print(mixed(3000))
