def hanoi(n, a='A', b='B', c='C'):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(8))
def ack(m, n):
    if m == 0: return n + 1
    if n == 0: return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))
print(ack(2, 5))
def perms(s): return [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i + 1:])]
print(perms('abc'))
def flat(x): return [z for y in x for z in (flat(y) if isinstance(y, list) else [y])]
print(flat([1, [2, [3, [4, []]], 5]]))
Y = lambda f: (lambda x: f(lambda *a: x(x)(*a)))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda self: lambda n: 1 if n < 2 else n * self(n - 1))(20))
def collatz(n): return [n] if n == 1 else [n] + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
print(len(collatz(27)))
def subsets(l): return [[]] if not l else [s for t in subsets(l[1:]) for s in (t, [l[0]] + t)]
print(sorted(subsets([1, 2, 3])))
class Tree:
    def __init__(self, v, *kids): self.v, self.kids = v, kids
    def depth(self): return 1 + max((k.depth() for k in self.kids), default=0)
    def total(self): return self.v + sum(k.total() for k in self.kids)
    def __iter__(self):
        yield self.v
        for k in self.kids: yield from k
t = Tree(1, Tree(2, Tree(3)), Tree(4, Tree(5, Tree(6)), Tree(7)))
print(t.depth(), t.total(), list(t))
def gcd(a, b): return a if b == 0 else gcd(b, a % b)
print(gcd(2 ** 70, 6 ** 30))
def mutual(n, f='even'): return (f == 'even') if n == 0 else mutual(n - 1, 'odd' if f == 'even' else 'even')
print(mutual(10), mutual(7))
def binom(n, k, c={}):
    if k in (0, n): return 1
    if (n, k) not in c: c[n, k] = binom(n - 1, k - 1) + binom(n - 1, k)
    return c[n, k]
print(binom(40, 20))
