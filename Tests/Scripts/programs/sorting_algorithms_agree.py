def quick(l):
    if len(l) < 2: return l
    p = l[len(l) // 2]
    return quick([x for x in l if x < p]) + [x for x in l if x == p] + quick([x for x in l if x > p])
def merge(l):
    if len(l) < 2: return l[:]
    m = len(l) // 2
    a, b, out, i, j = merge(l[:m]), merge(l[m:]), [], 0, 0
    while i < len(a) and j < len(b):
        if b[j] < a[i]: out.append(b[j]); j += 1
        else: out.append(a[i]); i += 1
    return out + a[i:] + b[j:]
def insertion(l):
    l = l[:]
    for i in range(1, len(l)):
        v, j = l[i], i - 1
        while j >= 0 and l[j] > v: l[j + 1] = l[j]; j -= 1
        l[j + 1] = v
    return l
def heap(l):
    l = l[:]
    def sift(i, n):
        while True:
            k = 2 * i + 1
            if k >= n: return
            if k + 1 < n and l[k + 1] > l[k]: k += 1
            if l[i] >= l[k]: return
            l[i], l[k] = l[k], l[i]; i = k
    for i in range(len(l) // 2 - 1, -1, -1): sift(i, len(l))
    for n in range(len(l) - 1, 0, -1): l[0], l[n] = l[n], l[0]; sift(0, n)
    return l
def shell(l):
    l, g = l[:], len(l) // 2
    while g:
        for i in range(g, len(l)):
            v = l[i]
            while i >= g and l[i - g] > v: l[i] = l[i - g]; i -= g
            l[i] = v
        g //= 2
    return l
def radix(l):
    if not all(type(x) is int and x >= 0 for x in l): return sorted(l)
    d = 1
    while any(x >= d for x in l):
        b = [[] for _ in range(10)]
        for x in l: b[x // d % 10].append(x)
        l = [x for k in b for x in k]; d *= 10
    return l
seed = 42
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    return seed >> 33
data = {'ints': [rnd(0) % 1000 for _ in range(120)], 'floats': [rnd(0) / 7 for _ in range(60)], 'mixed': [rnd(0) % 50 if i % 2 else rnd(0) % 50 + 0.5 for i in range(60)],
        'strings': [str(rnd(0)) for _ in range(60)], 'big': [rnd(0) ** 3 for _ in range(40)], 'tuples': [(rnd(0) % 3, rnd(0) % 3) for _ in range(40)], 'empty': [], 'one': [1], 'same': [5] * 30, 'bools': [True, False, 2, 0]}
for name, l in data.items():
    want = sorted(l)
    print(name, [f.__name__ for f in (quick, merge, insertion, heap, shell, radix) if f(l) != want], want[:2])
class K:
    n = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o): K.n += 1; return self.v < o.v
    def __gt__(self, o): K.n += 1; return self.v > o.v
    def __ge__(self, o): return self.v >= o.v
    def __eq__(self, o): return self.v == o.v
ks = [K(v) for v in data['ints']]
for f in (quick, merge, insertion, heap): print(f.__name__, [k.v for k in f(ks)] == sorted(data['ints']), K.n > 100); K.n = 0
