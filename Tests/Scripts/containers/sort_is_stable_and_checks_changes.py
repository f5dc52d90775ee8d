def seq(n, m, s=7):
    out = []
    for i in range(n):
        s = (s * 1103515245 + 12345) % 2147483648
        out.append(s % m)
    return out
def check(a, **k):
    b = sorted(a, **k)
    key = k.get('key', lambda x: x)
    rev = k.get('reverse', False)
    for x, y in zip(b, b[1:]):
        assert not (key(x) < key(y) if rev else key(y) < key(x)), (a, b)
    assert len(a) == len(b)
    return b
for n in (0, 1, 2, 3, 10, 63, 64, 65, 200, 1000, 5000):
    for m in (2, 10, 1000, 10**6):
        a = seq(n, m)
        check(a); check(a, reverse=True); check([float(x) for x in a]); check([str(x) for x in a])
        check([(x, str(x)) for x in a]); check(a, key=lambda x: -x); check(a, key=str, reverse=True)
        c = sorted(range(n), key=lambda i: a[i]); check([(a[i], i) for i in c]); assert c == [i for _, i in sorted((a[i], i) for i in range(n))]
        d = sorted(range(n), key=lambda i: a[i], reverse=True)
        assert d == [-j for _, j in sorted(((a[i], -i) for i in range(n)), reverse=True)]
up = list(range(3000)); check(up); check(up[::-1]); check(up + up); check(up[1500:] + up[:1500]); check(up[::-1] + up)
print(sorted([3, 1, 2]), sorted("hello"), sorted([1.5, 1, True, 0.5]), sorted({3: 1, 1: 2}), sorted((b'b', b'a')))
print(sorted([[2, 1], [1, 5], [1]]), sorted([(1, 'b'), (1, 'a')]), sorted(['b', 'B', 'a'], key=str.lower))
class P:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f'P{self.v}'
print(sorted([P(3), P(1), P(2)]), min(P(4), P(2)), sorted([P(1), P(2)], reverse=True))
try: sorted([1, 'a'])
except TypeError as e: print(e)
try: sorted([1, 2], key=5)
except TypeError as e: print(e)
l = [1, 2, 3]
def bad(x): l.append(1); return x
try: l.sort(key=bad)
except ValueError as e: print(e, l)
class E:
    def __lt__(self, o): raise KeyError('boom')
l = [E(), E(), E()]
try: l.sort()
except KeyError as e: print(e, len(l))
print(sorted([2**70, 1, -2**70, 5]), sorted([float('inf'), 0.0, -1.5]))
for f in (lambda: sorted(), lambda: sorted(1), lambda: sorted([1], 2), lambda: [].sort(1)):
    try: f()
    except TypeError as e: print(e)
