
n = 1
for i in range(1, 60):
    n *= i
    n += i
    n -= 1
    if i % 7 == 0:
        n //= 3
    if i % 11 == 0:
        n ^= 12345
        n |= 8
        n &= ~4
        n <<= 3
        n >>= 1
print(n)
x = 1.0
for i in range(100):
    x = x * 1.1 + i
    x -= i / 3
    x **= 0.999
    x %= 1e6
print(x)
a, b = 0, 1
for i in range(400):
    a, b = b, a + b
print(a)
def pidigits(n):
    out = []
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), 10 * (3 * q + r) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return "".join(map(str, out))
print(pidigits(150))
