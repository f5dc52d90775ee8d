class T:
    def __init__(self, v): self.v = v
    def __bool__(self): return self.v
class L:
    def __len__(self): return 0
def t(x):
    r = 0
    for _ in range(40):
        if x: r += 1
        if not x: r += 2
        r += 4 if x else 8
        while x and r < 0: pass
        r = r % 1000 + (x and 1 or 2 if isinstance(x, int) else 3)
    return r
vals = [0, 1, -1, 0.0, 0.5, '', 'a', [], [0], (), (1,), {}, {1: 2}, None, True, False, T(True), T(False), L(), object, 2 ** 70, float('nan'), b'', set(), range(0), range(1), ...]
for _ in range(3): t(1)
print([t(v) for v in vals])
def isn(x):
    c = 0
    for _ in range(40):
        if x is None: c += 1
        if x is not None: c += 2
        if x is True: c += 4
        if x is x: c += 8
        if x == None: c += 16
        if x in (1, None, 'a'): c += 32
    return c
print([isn(v) for v in (None, True, 1, 'a', 0.0, [])])
def chain(a, b, c):
    n = 0
    for _ in range(40): n += (a < b < c) + 2 * (a <= b != c) + 4 * (a == b == c) + 8 * (a in [b] or not b > c)
    return n
print([chain(*x) for x in ((1, 2, 3), (1, 1, 1), (3, 2, 1), (1.0, 1, 2), ('a', 'b', 'c'), (2 ** 70, 0, 5), (True, 1, 1.0))])
def short(a, b):
    log = []
    def p(x): log.append(x); return x
    for _ in range(30): r = p(a) and p(b) or p('c')
    return r, len(log)
print(short(1, 2), short(0, 2), short(1, 0), short('', []))
