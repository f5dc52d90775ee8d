def hist(s):
    d = {}
    for x in s: d[x] = d.get(x, 0) + 1
    return d
for _ in range(10): hist('mississippi')
print(hist('mississippi'), hist([1, 1.0, True, 2]), hist([(1, 2), (1, 2)]), hist(''))
def missing(d, keys):
    c = 0
    for k in keys:
        try: c += d[k]
        except KeyError: c -= 1
    return c
for _ in range(5): missing({1: 2}, [1, 2] * 10)
print(missing({1: 2, 'a': 3}, [1, 'a', 1.0, 'z', None]))
try: missing({}, [[]])
except TypeError as e: print(e)
def invert(d): 
    out = {}
    for k, v in d.items(): out.setdefault(v, []).append(k)
    return out
for _ in range(20): invert({'a': 1, 'b': 1})
print(invert({'a': 1, 'b': 2, 'c': 1}))
def uniq(l):
    seen = set(); out = []
    for x in l:
        if x not in seen: seen.add(x); out.append(x)
    return out
for _ in range(10): uniq([1, 2, 1])
print(uniq([3, 1, 3.0, '3', 1, (1,), (1,)]), uniq('banana'))
class D(dict):
    def __missing__(self, k): return k * 2
def use(d, n):
    t = 0
    for i in range(n): t += d[i]
    return t
for _ in range(10): use({i: i for i in range(10)}, 10)
print(use(D({0: 5}), 10), use({i: 1.5 for i in range(9)}, 9), use([7] * 8, 8))
def churn(n):
    d = {}
    for i in range(n):
        d[i] = i
        if i > 5: del d[i - 5]
        if i % 10 == 0: d.update({-i: i})
    return len(d), sum(d.values())
print(churn(100), churn(7))
def nested(n):
    d = {}
    for i in range(n): d.setdefault(i % 3, {}).setdefault(i % 2, []).append(i)
    return {k: {q: len(w) for q, w in v.items()} for k, v in d.items()}
print(nested(60))
def sets(n):
    a, b = set(range(n)), set(range(0, n, 2))
    for i in range(n):
        a ^= {i, i + n}
        if i in b: b.discard(i)
        b |= {i // 2}
    return len(a), len(b), a & b == set(), min(a)
print(sets(50))
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return self.v % 3
    def __eq__(self, o): return self.v == o.v
def keyed(n):
    d = {}
    for i in range(n): d[K(i % 7)] = i
    return len(d), sorted(d.values())
print(keyed(60))
