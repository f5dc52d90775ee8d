for a in (0, 1, -1, 5, -5, 2 ** 63, -(2 ** 63), 2 ** 100 + 7):
    print(a, [a & 6, a | 6, a ^ 6, ~a, a << 3, a >> 3, a.bit_length(), a.bit_count()])
print(1 << 100, (1 << 100) >> 100, -1 >> 1000, 5 >> 64, -5 >> 64, 0 << 10 ** 9, 1 << 0, 7 >> 0)
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1.5 << 1, lambda: 1 << 1.0, lambda: 'a' & 1, lambda: 1 << (1 << 70), lambda: ~1.5):
    try: print(f())
    except (ValueError, TypeError, OverflowError, MemoryError) as e: print(type(e).__name__, e)
print(True & False, True | False, True ^ True, ~True, True & 3, type(True & True), type(True & 1), {1, 2} & {2, 3}, {1} | {2}, {1, 2} ^ {2, 3})
def popcount(n):
    c = 0
    while n: n &= n - 1; c += 1
    return c
print(popcount(2 ** 40 - 1), popcount(0b10110), bin(popcount(255)))
x = 0xdeadbeef
print(hex((x << 16 | x >> 16) & 0xffffffff), hex(x ^ 0xffffffff), [x >> i & 1 for i in range(8)])
h = 0
for ch in 'hash me': h = (h * 31 + ord(ch)) & 0xffffffffffffffff
print(h)
h = 14695981039346656037
for b in b'fnv': h = ((h ^ b) * 1099511628211) % 2 ** 64
print(h)
s = 88172645463325252
for _ in range(5):
    s ^= s << 13 & 0xffffffffffffffff; s ^= s >> 7; s ^= s << 17 & 0xffffffffffffffff
    print(s)
