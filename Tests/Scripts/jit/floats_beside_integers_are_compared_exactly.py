# Comparisons of floats with integers of all sizes in hot code.
def compare(a, b):
    return (a < b, a <= b, a > b, a >= b, a == b, a != b)


def count(limit, values):
    n = 0
    for v in values:
        if v > limit:
            n += 1
        elif v == limit:
            n += 100
    return n


for i in range(3000):
    r = compare(i + 0.5, i)
    s = compare(i, i + 0.5)
    n = count(3, [1.0, 3.0, 4.5])
print(r, s, n)
nan, inf = float("nan"), float("inf")
for a, b in [(2.0 ** 53, 2 ** 53 + 1), (2 ** 53 + 1, 2.0 ** 53), (2.0 ** 60, 2 ** 60), (2.0 ** 60, 2 ** 60 + 1), (1e300, 10 ** 300), (10 ** 400, inf), (nan, 1), (1, nan),
             (-inf, -10 ** 400), (True, 1.0), (0.5, False), (0.0, 0), (-0.0, 0)]:
    print(compare(a, b))
try:
    compare(1.5, "x")
except TypeError as e:
    print("TypeError", e)
