def popcount(x):
    c = 0
    while x: x &= x - 1; c += 1
    return c
def reverse(x, n=32):
    r = 0
    for _ in range(n): r = r << 1 | x & 1; x >>= 1
    return r
def gray(n): return n ^ n >> 1
def ungray(g):
    n = 0
    while g: n ^= g; g >>= 1
    return n
def xorshift(seed, n):
    x = seed
    for _ in range(n):
        x ^= x << 13 & 0xffffffff
        x ^= x >> 17
        x ^= x << 5 & 0xffffffff
    return x
def mul32(a, b): return (a & 0xffff) * b + ((a >> 16) * b << 16) & 0xffffffff
def fnv(s):
    h = 2166136261
    for c in s: h = mul32(h ^ ord(c), 16777619)
    return h
for _ in range(20): popcount(255); reverse(5); ungray(gray(37)); xorshift(1, 5)
print(popcount(2 ** 62 - 1), popcount(2 ** 200 + 7), reverse(1), reverse(0xdeadbeef), [ungray(gray(i)) == i for i in range(3)], xorshift(2463534242, 100), fnv('hello' * 10))
def shifts(x):
    out = []
    for i in range(0, 70, 7): out += [x << i, x >> i, (x << i) >> i == x]
    return out
for _ in range(5): shifts(3)
print(shifts(5)[-3:], shifts(-5)[-3:], shifts(2 ** 61)[:6], shifts(-2 ** 63)[-2:], shifts(True)[:3])
def masks(x): return [x & 0xff, x | 0xff, x ^ 0xff, ~x, -x, x & -x, x & ~0xff, x % 256, x // 256]
for _ in range(20): masks(1000)
print(masks(-1), masks(2 ** 62), masks(-2 ** 62), masks(2 ** 63 - 1), masks(True), masks(0))
for bad in (lambda: shifts(1.5), lambda: masks('a'), lambda: popcount(2.0)):
    try: bad()
    except TypeError as e: print(e)
def div(a, b):
    for _ in range(30): r = a // b, a % b, divmod(a, b), -a // b, a // -b, -a % b, a % -b
    return r
print(div(7, 3), div(-2 ** 62, -1), div(2 ** 62 - 1, -1), div(2 ** 63, 2 ** 31), div(0, 5))
try: div(1, 0)
except ZeroDivisionError as e: print(e)
def sqrt(n):
    lo, hi = 0, n + 1
    while lo + 1 < hi:
        m = lo + hi >> 1
        if m * m <= n: lo = m
        else: hi = m
    return lo
print([sqrt(i) for i in (0, 1, 2, 99, 10 ** 9, 2 ** 62, 10 ** 30)])
