from collections import deque, defaultdict
import heapq
def grid(w, h, walls):
    g = defaultdict(list)
    for x in range(w):
        for y in range(h):
            if (x, y) in walls: continue
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                n = x + dx, y + dy
                if 0 <= n[0] < w and 0 <= n[1] < h and n not in walls: g[x, y].append(n)
    return g
def bfs(g, a, b):
    q, seen = deque([(a, 0)]), {a}
    while q:
        v, d = q.popleft()
        if v == b: return d
        for n in g[v]:
            if n not in seen: seen.add(n); q.append((n, d + 1))
def dijkstra(g, a, b, cost=lambda u, v: 1):
    dist, heap = {a: 0}, [(0, a)]
    while heap:
        d, v = heapq.heappop(heap)
        if v == b: return d
        if d > dist[v]: continue
        for n in g[v]:
            nd = d + cost(v, n)
            if nd < dist.get(n, float('inf')): dist[n] = nd; heapq.heappush(heap, (nd, n))
def dfs(g, v, seen=None):
    seen = set() if seen is None else seen
    seen.add(v)
    for n in g[v]:
        if n not in seen: dfs(g, n, seen)
    return seen
walls = {(x, y) for x in range(12) for y in range(12) if (x * 7 + y * 13) % 5 == 0 and (x, y) not in ((0, 1), (11, 11))}
g = grid(12, 12, walls)
print(len(g), bfs(g, (0, 1), (11, 11)), dijkstra(g, (0, 1), (11, 11)), len(dfs(g, (0, 1))), bfs(g, (0, 1), (99, 99)))
print(dijkstra(g, (0, 1), (11, 11), lambda u, v: abs(u[0] - v[0]) * 2 + 0.5))
def topo(deps):
    out, state = [], {}
    def visit(n):
        if state.get(n) == 1: raise ValueError(f'cycle at {n}')
        if state.get(n) == 2: return
        state[n] = 1
        for m in deps.get(n, ()): visit(m)
        state[n] = 2
        out.append(n)
    for n in deps: visit(n)
    return out
print(topo({'app': ['db', 'web'], 'web': ['http'], 'db': ['sock'], 'http': ['sock']}))
try: topo({'a': ['b'], 'b': ['c'], 'c': ['a']})
except ValueError as e: print(e)
class DSU:
    def __init__(self, n): self.p, self.n = list(range(n)), n
    def find(self, x):
        while self.p[x] != x: self.p[x] = self.p[self.p[x]]; x = self.p[x]
        return x
    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b: return False
        self.p[a] = b; self.n -= 1
        return True
edges = sorted(((i * 37 + j * 91) % 101, i, j) for i in range(20) for j in range(i))
d = DSU(20); print(sum(w for w, i, j in edges if d.union(i, j)), d.n)
def warshall(n, edges):
    m = [[0 if i == j else 10 ** 9 for j in range(n)] for i in range(n)]
    for w, i, j in edges: m[i][j] = m[j][i] = min(m[i][j], w)
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if m[i][k] + m[k][j] < m[i][j]: m[i][j] = m[i][k] + m[k][j]
    return m
m = warshall(14, [e for e in edges if e[1] < 14]); print(max(map(max, m)), sum(map(sum, m)))
