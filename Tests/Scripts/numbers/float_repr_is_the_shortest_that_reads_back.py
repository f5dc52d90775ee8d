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

for d in [0.0, -0.0, 1.0, 0.1, 1/3, 1e15, 1e16, 123456789012345680.0, 1e17, 1e22, 1e23, 0.0001, 0.00001, 0.00012345, 1e-5, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 100.0, 1e100, 123456.789, 9007199254740993.0, 1e-7, float("inf"), -float("inf"), float("nan"), 2**0.5, 4.35, 1.005, 999999999999999.9, 9999999999999998.0, 99999999999999990.0]:
    print(repr(d), -d)
acc = 0
for i in range(500):
    d = (rnd(1 << 52) + (1 << 52)) * 2.0 ** (rnd(1900) - 1000)
    if d == d:
        s = repr(d)
        assert float(s) == d
        for c in s:
            acc = (acc * 31 + ord(c)) % (1 << 61)
print(acc)
