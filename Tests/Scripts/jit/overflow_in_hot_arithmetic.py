def fact(n):
    r = 1
    for i in range(2, n + 1): r *= i
    return r
for _ in range(40): fact(10)
print(fact(20), fact(21), fact(30))
def fib(n):
    a, b = 0, 1
    for _ in range(n): a, b = b, a + b
    return a
for _ in range(40): fib(30)
print(fib(90), fib(91), fib(92), fib(93), fib(200))
def powers(n):
    out = []
    x = 1
    while n:
        out.append(x)
        x = x << 1
        n -= 1
    return out
for _ in range(20): powers(20)
p = powers(70); print(p[60:], all(a * 2 == b for a, b in zip(p, p[1:])))
def neg(x):
    for _ in range(70): x = -x - x
    return x
for _ in range(20): neg(0)
print(neg(1), neg(-1), neg(3))
def mulmod(a, n, m):
    r = 1
    while n:
        if n & 1: r = r * a % m
        a = a * a % m
        n >>= 1
    return r
for _ in range(30): mulmod(3, 100, 1000007)
print(mulmod(3, 10 ** 15, 1000000007), mulmod(7, 2 ** 40, 2 ** 61 - 1), pow(7, 2 ** 40, 2 ** 61 - 1))
def edge(x, y):
    s = 0
    for i in range(60): s = x + y; d = x - y
    return s, d
for _ in range(20): edge(1, 2)
M = 2 ** 62
print(edge(M - 1, 1), edge(-M, -1), edge(-M, 1), edge(M - 1, -M), edge(M, M), edge(2 ** 63, -(2 ** 63)))
def back(n):
    x = 2 ** 62 + n
    for _ in range(2 * n): x -= 1
    return x
print(back(100), back(1000))
h = 0
for ch in 'the quick brown fox' * 20: h = h * 1000003 ^ ord(ch)
print(h % 1000000007, h.bit_length())
