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
    assert (a & b) + (a | b) == a + b
    assert a ^ b == (a | b) - (a & b)
    assert ~a == -a - 1
    n = rnd(300)
    assert a << n == a * 2 ** n and a >> n == a // 2 ** n
    acc = (acc * 7 + (a & b) + 3 * (a | b) + 5 * (a ^ b) + (a >> n)) % (1 << 300)
print(acc)
print(-1 >> 1000, 1 >> 1000, -(1 << 70) >> 70, -(1 << 70) - 1 >> 70, 0 << 100, (1 << 64) & -1, -(1 << 64) | 1)
