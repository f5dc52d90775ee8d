def sieve(n):
    s = [True] * (n + 1); s[0] = s[1] = False
    for i in range(2, int(n ** .5) + 1):
        if s[i]: s[i * i::i] = [False] * len(s[i * i::i])
    return [i for i, p in enumerate(s) if p]
print(len(sieve(2000)), sieve(40))
def bubble(l):
    l = l[:]
    for i in range(len(l)):
        for j in range(len(l) - 1 - i):
            if l[j] > l[j + 1]: l[j], l[j + 1] = l[j + 1], l[j]
    return l
for _ in range(5): bubble([3, 1, 2, 5, 4])
print(bubble([3, 1.5, 2, True, -1]), bubble(list('hello')), bubble([2 ** 70, 1, -2 ** 70]), bubble([[2], [1, 5], []]))
def index(l, i):
    r = None
    for _ in range(60): r = l[i]
    return r
for s in ([1, 2, 3], (4, 5, 6), 'abc', b'xyz', range(7, 10), {1: 'one', -1: 'minus', True: 'T'}): print(index(s, 1), index(s, -1), end=' ')
print()
for bad in (([1], 5), ([1], -2), ((), 0), ('a', 3), ({}, 'k'), ([1], 'x'), (5, 0), (range(3), 9), ([1], 2 ** 70)):
    try: index(*bad)
    except Exception as e: print(type(e).__name__, e)
def store(l, i, v):
    for _ in range(60): l[i] = v
    return l
print(store([1, 2], 0, 'a'), store([1, 2], -1, 2.5), store({}, 'k', 1), store(bytearray(b'ab'), 1, 99))
for bad in (([1], 5, 0), ((1,), 0, 0), ('a', 0, 'b'), (bytearray(b'a'), 0, 300)):
    try: store(*bad)
    except Exception as e: print(type(e).__name__, e)
def words(text):
    c = {}
    for w in text.split():
        if w in c: c[w] += 1
        else: c[w] = 1
    return sorted(c.items(), key=lambda kv: (-kv[1], kv[0]))
for _ in range(5): r = words('a b a c b a ' * 10)
print(r)
def grow(n):
    l = []
    for i in range(n):
        l.append(i)
        if len(l) > 10: l.pop(0)
        if i % 7 == 0: l.insert(0, -i)
        if i % 11 == 0 and l: del l[len(l) // 2]
    return l
for _ in range(5): grow(30)
print(grow(100))
def mutate(n):
    l = list(range(n)); seen = 0
    for x in l:
        seen += 1
        if x % 3 == 0 and len(l) < n + 20: l.append(x + 1)
        if x % 5 == 0: l.pop()
    return seen, len(l)
for _ in range(5): mutate(20)
print(mutate(60))
def dictchange(n):
    d = {i: i for i in range(n)}
    try:
        for k in d:
            if k == n - 5: d[n + 1] = 1
    except RuntimeError as e: return str(e)
for _ in range(5): r = dictchange(70)
print(r)
def matmul(a, b): return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]
m = [[i * 3 + j for j in range(3)] for i in range(3)]; r = m
for _ in range(10): r = matmul(r, [[1, 0, 0], [0, 1, 0], [1, 0, 1]])
print(r)
def unpack(pairs):
    t = 0
    for i, (a, b) in enumerate(pairs): t += i * a - b
    return t
for _ in range(5): unpack([(1, 2)] * 30)
print(unpack([(i, i + 1) for i in range(100)]), unpack(zip(range(5), [.5] * 5)))
def tup(n):
    a = b = c = 0
    for i in range(n): a, b, c = b + 1, c + a, i
    return a, b, c
print(tup(100))
