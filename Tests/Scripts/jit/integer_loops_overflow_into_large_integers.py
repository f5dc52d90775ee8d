def power_sum(n):
    s = 1
    i = 0
    while i < n:
        s = s * 3 + i
        i += 1
    return s
for k in range(12):
    print(k, power_sum(k * 10))
def down(n):
    r = []
    while n > -5:
        n -= 3
        r.append(n // 2)
        r.append(n % 7)
        r.append(-n)
        r.append(n << 3)
        r.append(n >> 1)
        r.append(n & 6 | 1 ^ n)
    return sum(r)
print([down(i) for i in range(30)])
def shifts(n):
    x = 1
    for i in range(n):
        x = x << 1
    return x
print(shifts(10), shifts(62), shifts(63), shifts(64), shifts(100))
