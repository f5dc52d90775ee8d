def sieve(n):
    flags = [True] * (n + 1)
    for i in range(2, n + 1):
        if flags[i]:
            j = i * i
            while j <= n:
                flags[j] = False
                j += i
    return [i for i in range(2, n + 1) if flags[i]]
print(sieve(50), len(sieve(2000)))
def count(words):
    d = {}
    for w in words:
        d[w] = d.get(w, 0) + 1
        if w in d: d[w] += 0
    return sorted(d.items())
print(count("a b c a b a".split() * 30))
def tuples(n):
    t = ()
    a, b = 0, 1
    for i in range(n):
        a, b = b, (a + b) % 1000
        t = (a, b, i)
        x, *y = t
    return t, x, y
print(tuples(70))
def nested(n):
    m = [[i * j for j in range(n)] for i in range(n)]
    s = 0
    for row in m:
        for v in row:
            s += v
    for i in range(n):
        for j in range(n):
            if i == j: continue
            if j > i + 5: break
            s += m[i][j] - m[j][i]
            m[i][-1] = s
    return s
print(nested(5), nested(30))
def strings(n):
    s = ""
    for i in range(n):
        s += str(i)
        s = s + "," if i % 2 else s
        s = f"{s}{i:>2}"
    return len(s), s[-20:], s[3], s[-1], s[2:5]
print(strings(60))
def sets(n):
    s = set()
    for i in range(n):
        s.add(i % 7)
        if 3 in s and 9 not in s: s.discard(3)
    return sorted(s)
print(sets(80))
def gen(n):
    for i in range(n):
        yield i * i
def gens(n):
    t = 0
    for x in gen(n): t += x
    t += sum(gen(n)) + max(gen(n))
    for a, b in zip(gen(n), range(n)): t += a * b
    for i, x in enumerate("abc" * n): t += i
    for k, v in {"a": 1, "b": 2}.items(): t += v
    return t
print(gens(5), gens(50))
def slices(n):
    l = list(range(n))
    r = []
    for i in range(n):
        r.append(l[i:i + 3])
        l[i:i + 1] = [i, i]
        del l[0]
    return r[-1], len(l)
print(slices(40))
def while_else(n):
    r = 0
    for i in range(n):
        for j in range(i):
            if j == 7: break
        else:
            r += 1
        k = 0
        while k < 3:
            k += 1
            if k == i: break
        else:
            r += 10
    return r
print(while_else(50))
