import math
def poly(x, n):
    s = 0
    for i in range(n): s += x ** i / (i + 1)
    return s
for _ in range(20): poly(2, 10)
print(poly(2, 10), poly(0.5, 20), poly(-1, 9), poly(1.0, 5))
def mandel(cx, cy, n):
    x = y = 0
    for i in range(n):
        x, y = x * x - y * y + cx, 2 * x * y + cy
        if x * x + y * y > 4: return i
    return n
print([[mandel(a / 4, b / 4, 50) for a in range(-6, 3, 2)] for b in range(-4, 5, 4)])
def div(a, b, n):
    r = 0
    for _ in range(n): r = a / b + a // b + a % b
    return r
for _ in range(20): div(7, 2, 10)
print(div(7, 2, 10), div(-7, 2, 10), div(7.5, -2, 10), div(2 ** 70, 3, 5), div(1e308, 1e-10, 3), div(-0.0, 5, 3))
for bad in ((1, 0), (1.0, 0), (1, 0.0), (2 ** 70, 0)):
    try: div(*bad, 60)
    except ZeroDivisionError as e: print(e)
def newton(a):
    x = a
    for _ in range(60):
        x = (x + a / x) / 2
    return x
print(newton(2), newton(2.0), abs(newton(10 ** 20) - 10 ** 10) < 1e-3)
def special(vals):
    out = []
    for v in vals:
        out.append((v < 0, v == v, v * 0 == 0, v + 1 > v, -v, abs(v), v != 0, not v))
    return out
for _ in range(20): special([1.0, 2.0])
for r in special([0.0, -0.0, float('inf'), float('-inf'), float('nan'), 1e300, 5e-324, 1, -2 ** 63, True]): print(r)
def cmp(a, b):
    t = 0
    for _ in range(60): t = (a < b) + 2 * (a <= b) + 4 * (a == b) + 8 * (a != b) + 16 * (a > b) + 32 * (a >= b)
    return t
for _ in range(5): cmp(1, 2)
print([cmp(a, b) for a in (1, 1.0, 2 ** 53 + 1, float(2 ** 53), float('nan'), 2 ** 70) for b in (1, 1.5, 2 ** 53, 2.0 ** 53, float('inf'))])
def round_trip(n):
    s = 0.0
    for i in range(n):
        s += int(i * 1.1) + float(i) + round(i / 3, 2) + math.floor(-i / 2) + divmod(i, 3)[1]
    return s
for _ in range(5): round_trip(30)
print(round_trip(100))
def harmonic(n):
    s = 0.0
    i = 1
    while i <= n: s += 1 / i; i += 1
    return s
print(harmonic(1000), sum(1 / i for i in range(1, 1001)))
x = 0.1
for _ in range(100): x = x * 3 % 1
print(x)
def big(f, n):
    for _ in range(n): f *= 10
    return f
print(big(1.0, 80), big(1.0, 310), big(1e-300, 10), big(1, 25))
