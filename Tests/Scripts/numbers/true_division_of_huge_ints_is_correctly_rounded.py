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
for i in range(800):
    a, b = big(), big()
    if b == 0:
        continue
    try:
        d = a / b
    except OverflowError as e:
        print(e)
        continue
    acc = (acc * 31 + hash(d)) % (1 << 61)
print(acc)
print(10**400 / 10**399, (10**400 + 1) / 3**830, 1 / 3, (2**1074 + 1) / 2**2148, 1 / 2**1074, 1 / 2**1075, 3 / 2**1076, -1 / 10**400)
print((2**53 + 1) / 1, (2**54 + 3) / 1, 9007199254740993 / 3, 5e-324 == 1 / 2**1074)
