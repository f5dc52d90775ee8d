def many(n):
    a = b = c = d = e = f = g = h = i = j = 0
    k = l = m = 1.5
    o, p, q = '', [], {}
    for x in range(n):
        a += x; b += a; c ^= b; d |= x; e = e + d - c; f = max(f, e); g = min(g, c); h += f - g; i = (i * 31 + h) % 1000003; j += i & 7
        k = k * 0.5 + x; l += k / (x + 1); m = m - l if x % 2 else m + l
        if x % 5 == 0: o += str(x)
        elif x % 5 == 1: p.append(a)
        elif x % 5 == 2: q[x] = b
        elif x % 5 == 3: a, b, c = c, a, b
        else: d, e = e, d
        t1, t2, t3, t4 = a + b, b + c, c + d, d + e
        u1 = t1 if t1 > t2 else t2
        u2 = t3 if t3 < t4 else t4
        v = u1 - u2
        w = [t1, t2][x % 2] + (t3, t4)[x % 2]
        y = -w if v < 0 else +w
        z = y // 7 + y % 7
        a = a + z % 3
    return a, b, c, d, e, f, g, h, i, j, round(k, 6), round(l, 6), round(m, 6), o, p, q, z
for _ in range(3): many(12)
print(many(40)); print(many(0) if False else many(1))
def branches(x):
    if x < 0: r = 'neg'
    elif x == 0: r = 'zero'
    elif x < 10: r = 'small'
    elif x < 100: r = 'medium'
    elif isinstance(x, float): r = 'float'
    elif x > 2 ** 64: r = 'huge'
    else: r = 'large'
    return r
def all_(n): return [branches(v) for v in (-1, 0, 5, 50, 500.5, 2 ** 70, 12345)] * n
for _ in range(20): r = all_(1)
print(r)
def deepnest(n):
    c = 0
    for a in range(n):
        for b in range(2):
            for d in range(2):
                for e in range(2):
                    if a:
                        if b:
                            if d:
                                if e: c += a
                                else: c -= 1
                            else: c += 2
                        else: continue
                    else:
                        break
    return c
print(deepnest(30))
