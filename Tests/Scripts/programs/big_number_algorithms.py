def isqrt(n):
    x = n
    y = (x + 1) // 2
    while y < x: x = y; y = (x + n // x) // 2
    return x
def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    out = []
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return ''.join(map(str, out))
print(pi_digits(60))
def egcd(a, b): return (a, 1, 0) if b == 0 else (lambda g, x, y: (g, y, x - a // b * y))(*egcd(b, a % b))
def miller_rabin(n):
    if n < 2: return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0: return n == p
    d, s = n - 1, 0
    while d % 2 == 0: d //= 2; s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1): continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1: break
        else: return False
    return True
print([p for p in range(2, 60) if miller_rabin(p)], miller_rabin(2 ** 61 - 1), miller_rabin(2 ** 67 - 1), miller_rabin(2 ** 89 - 1))
p, q = 2 ** 89 - 1, 2 ** 107 - 1
n, e = p * q, 65537
d = egcd(e, (p - 1) * (q - 1))[1] % ((p - 1) * (q - 1))
msg = int.from_bytes(b'attack at dawn', 'big'); c = pow(msg, e, n)
print(pow(c, d, n).to_bytes(14, 'big'), c % 10 ** 12, d % 10 ** 12)
def rho(n):
    x = y = 2; d = 1
    while d == 1:
        x = (x * x + 1) % n
        y = (y * y + 1) % n; y = (y * y + 1) % n
        a, b = abs(x - y), n
        while b: a, b = b, a % b
        d = a
    return d
print(sorted((rho(8051), 8051 // rho(8051))), rho(1000003 * 10007) in (1000003, 10007), isqrt(10 ** 40), isqrt(2 * 10 ** 60) % 10 ** 10)
def collatz_max(n):
    best = 0, 0
    for i in range(1, n):
        s, x = 0, i
        while x != 1: x = x // 2 if x % 2 == 0 else 3 * x + 1; s += 1
        if s > best[1]: best = i, s
    return best
print(collatz_max(1000))
def partitions(n):
    p = [1] + [0] * n
    for k in range(1, n + 1):
        for i in range(k, n + 1): p[i] += p[i - k]
    return p[n]
print(partitions(100), partitions(200))
a = 3 ** 200; s = str(a); print(len(s), sum(map(int, s)), int(s) == a, a >> 300, a % 2 ** 64, hex(a)[-8:], (a * 7 + 5) // 7 == a, divmod(-a, 10 ** 90)[1] % 1000)
f = 1
for i in range(1, 61): f *= i
print(f, f // 2 ** 56 % 2, (f & -f).bit_length() - 1, f.bit_length())
