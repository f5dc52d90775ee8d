class Tree:
    def __init__(self, v, *kids): self.v, self.kids = v, kids
    def __len__(self): return 1 + sum(map(len, self.kids))
    def __contains__(self, x): return self.v == x or any(x in k for k in self.kids)
    def __iter__(self): yield self.v; yield from (x for k in self.kids for x in k)
    def __eq__(self, o): return isinstance(o, Tree) and self.v == o.v and len(self.kids) == len(o.kids) and all(a == b for a, b in zip(self.kids, o.kids))
    def __hash__(self): return hash((self.v, self.kids))
    def __repr__(self): return f'T({self.v}' + ''.join(f', {k!r}' for k in self.kids) + ')'
    def __add__(self, o): return Tree(self.v + o.v, *(a + b for a, b in zip(self.kids, o.kids)))
    def __getitem__(self, path): return self if not path else self.kids[path[0]][path[1:]]
    def __bool__(self): return bool(self.v) and all(map(bool, self.kids))
    def __call__(self, f): return Tree(f(self.v), *(k(f) for k in self.kids))
    def __lt__(self, o): return max(self) < max(o)
    def __reversed__(self): yield from (x for k in reversed(self.kids) for x in reversed(k)); yield self.v
    def __index__(self): return sum(self)
t = Tree(1, Tree(2, Tree(3)), Tree(4)); u = t(lambda v: v * 10)
print(len(t), 3 in t, 9 in t, list(t), t == Tree(1, Tree(2, Tree(3)), Tree(4)), t == u, hash(t) == hash(t(lambda v: v)), t, t + u, t[[0, 0]], bool(t), bool(t(lambda v: v - 1)), t < u, list(reversed(t)), [0] * 11 + ['x'], range(t)[-1], sorted([u, t])[0].v, max(t), sum(u), {t: 'k'}[Tree(1, Tree(2, Tree(3)), Tree(4))])
d = Tree(0)
for i in range(1, 200): d = Tree(i, d)
print(len(d), 0 in d, len(repr(d)), d == d(lambda v: v), max(d))
import copy; c = copy.deepcopy(t); print(c == t, c is t, c.kids[0] is t.kids[0])
