state = 12345
def rnd(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (state >> 11) % n
def big():
    bits = [5, 31, 62, 63, 64, 65, 128, 200, 640, 1500][rnd(10)]
    x = 0
    for i in range(0, bits, 32):
        x = x << 32 | rnd(1 << 32)
    x &= (1 << bits) - 1
    if rnd(4) == 0:
        x = (1 << bits) - rnd(3)
    return -x if rnd(2) else x

acc = 0
for i in range(1500):
    a, b = big(), big()
    s, d, p = a + b, a - b, a * b
    assert s - b == a and d + b == a
    if b:
        q, r = divmod(a, b)
        assert q * b + r == a and (0 <= r < b or b < r <= 0)
        assert q == a // b and r == a % b
        assert p // b == a
    acc = (acc * 31 + s ^ d ^ p) % (1 << 200)
print(acc)
