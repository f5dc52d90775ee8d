# The variable of an exhausted loop keeps its last value, wherever compiled code was left before.
def attempts(fs):
    r = []
    for f in fs:
        for n in range(20):
            try: v = f(n)
            except Exception as e: v = str(e); continue
        r.append((n, v))
    return r


for _ in range(3): r = attempts([lambda n: [1, 2][n], lambda n: n])
print(r)


def last(items, more):
    for x in items:
        for y in more:
            pass
    return x, y


for _ in range(30): r = last(range(12), ["a", "b", "c"])
print(r, last([1.5], (None,)))
try:
    last([1], [])
except UnboundLocalError as e:
    print(e)
