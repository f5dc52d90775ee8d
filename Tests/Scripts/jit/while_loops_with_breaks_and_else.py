def f(n, stop):
    i = s = 0
    while i < n:
        i += 1
        if i == stop: break
        if i % 3 == 0: continue
        s += i
    else: return s, 'else'
    return s, i
for _ in range(10): f(30, 99)
print(f(30, 99), f(30, 7), f(0, 1), f(5.5, 99), f(True, 9))
def g(n):
    out = []
    while True:
        n -= 1
        while n % 5:
            n -= 1
            if n < 0: return out
            out.append(n)
        if n <= 0: break
    return out, n
for _ in range(10): g(20)
print(g(23), g(100)[0][-1])
def h(x):
    c = 0
    while x != 1:
        x = x // 2 if x % 2 == 0 else 3 * x + 1
        c += 1
    return c
print([h(i) for i in range(1, 40)], h(2 ** 80), h(27))
def k(a, b):
    while b: a, b = b, a % b
    return a
for _ in range(20): k(48, 36)
print(k(48, 36), k(2 ** 80, 6 ** 40), k(1.5, 0.5), k(0, 0), k(True, 4))
def w(it):
    t = 0
    while (x := next(it, None)) is not None: t += x
    return t
print([w(iter(range(k))) for k in (0, 5, 100)], w(iter([1.5] * 40)))
