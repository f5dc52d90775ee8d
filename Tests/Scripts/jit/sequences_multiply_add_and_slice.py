def f(s, n):
    out = s[:0]
    for i in range(n): out = out + s[i % len(s):i % len(s) + 1] * (i % 3)
    return out
for _ in range(10): f('abc', 10)
for s in ('abc', [1, 2], (3.5, None), b'xy', bytearray(b'q'), 'é☃'): print(f(s, 9))
def g(l, n):
    t = 0
    for i in range(n):
        t += len(l[i:]) + len(l[:-i or None]) + len(l[::i % 3 + 1]) + len(l[i:i + 2])
        l[i % len(l)] = l[-1 - i % len(l)]
    return t, l
for _ in range(10): g([1, 2, 3, 4], 10)
print(g([1, 2, 3], 20), g(bytearray(b'abc'), 7))
for bad in ((1, 2), 'abc'):
    try: g(bad, 3)
    except TypeError as e: print(e)
def h(a, b, n):
    for _ in range(n): r = a + b, a * 2, 3 * b, a == b, a < b if type(a) is type(b) else None
    return r
for _ in range(10): h([1], [2], 5)
print(h([1], [2], 5), h((1,), (2,), 5), h('a', 'b', 5), h(b'a', b'b', 5), h(1, 2.5, 5))
for bad in (([1], (2,)), ('a', 1), ([], None), (b'a', 'b')):
    try: h(*bad, 5)
    except TypeError as e: print(e)
