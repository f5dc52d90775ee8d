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

for i in range(300):
    a = big()
    assert int(str(a)) == a and int(hex(a), 16) == a and int(oct(a), 0) == a and int(bin(a), 2) == a
print(2 ** 64, -2 ** 63, 2 ** 62, -2 ** 62, 2 ** 62 - 1, -2 ** 62 - 1, 10 ** 18, 10 ** 19, 10 ** 40)
print(hex(-255), oct(8), bin(-5), hex(0), hex(2 ** 70), bin(2 ** 65))
