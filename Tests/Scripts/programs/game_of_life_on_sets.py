def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    k = x + dx, y + dy
                    counts[k] = counts.get(k, 0) + 1
    return {c for c, n in counts.items() if n == 3 or n == 2 and c in cells}
def show(cells):
    xs = [x for x, _ in cells]; ys = [y for _, y in cells]
    return '\n'.join(''.join('#' if (x, y) in cells else '.' for x in range(min(xs), max(xs) + 1)) for y in range(min(ys), max(ys) + 1))
glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
c = glider
for i in range(40): c = step(c)
print(sorted(c), c == {(x + 10, y + 10) for x, y in glider})
r = {(0, 1), (1, 0), (1, 1), (1, 2), (2, 0)}
sizes = []
for i in range(60): r = step(r); sizes.append(len(r))
print(sizes[:10], sizes[-1], max(sizes)); print(show(step(glider)))
blinker = {(0, 0), (1, 0), (2, 0)}; print(step(step(blinker)) == blinker, step({(0, 0)}), show(blinker))
def rows(w, h, seed):
    out = []
    for y in range(h):
        out.append([]); 
        for x in range(w): seed = (seed * 69069 + 1) & 0xffffffff; out[-1].append(seed >> 16 & 1)
    return out
def step2(g):
    h, w = len(g), len(g[0])
    n = [[0] * w for _ in g]
    for y in range(h):
        for x in range(w):
            s = sum(g[(y + dy) % h][(x + dx) % w] for dy in (-1, 0, 1) for dx in (-1, 0, 1)) - g[y][x]
            n[y][x] = 1 if s == 3 or s == 2 and g[y][x] else 0
    return n
g = rows(16, 12, 7); start = sum(map(sum, g))
for _ in range(12): g = step2(g)
print(start, sum(map(sum, g)), ''.join(map(str, g[0])))
