class Found(Exception):
    def __init__(self, at): self.at = at
def search(grid, want):
    try:
        for i, row in enumerate(grid):
            for j, v in enumerate(row):
                if v == want: raise Found((i, j))
    except Found as f: return f.at
    return None
g = [[i * 10 + j for j in range(10)] for i in range(10)]
for _ in range(5): search(g, 99)
print(search(g, 42), search(g, 1000), search([[1.5, 'x']], 'x'), search([], 1))
def parse(tokens):
    ok, bad = 0, []
    for t in tokens:
        try: ok += int(t)
        except ValueError as e: bad.append(str(e)[-5:])
        except TypeError: bad.append(None)
    return ok, bad
for _ in range(5): parse(['1', 'x', '3'] * 5)
print(parse(['1', '2', 'zz', None, 3.7, [], '9' * 20]))
def depth(n, limit):
    if n > limit: raise Found(n)
    return depth(n + 1, limit)
def probe(k):
    out = []
    for lim in range(k):
        try: depth(0, lim)
        except Found as f: out.append(f.at)
    return out
for _ in range(3): r = probe(20)
print(r)
def attempts(fs):
    r = []
    for f in fs:
        for n in range(20):
            try: v = f(n)
            except ArithmeticError as e: v = type(e).__name__; break
            except Exception as e: v = str(e); continue
        r.append((n, v))
    return r
for _ in range(3): r = attempts([lambda n: 1 / (5 - n), lambda n: [1, 2][n], lambda n: n, lambda n: 'a' + n, lambda n: 2.0 ** (n * 100)])
print(r)
