class Node:
    __slots__ = 'key', 'value', 'prev', 'next'
    def __init__(self, key=None, value=None): self.key, self.value, self.prev, self.next = key, value, self, self
class LRU:
    def __init__(self, size): self.size, self.map, self.root, self.hits, self.misses = size, {}, Node(), 0, 0
    def _unlink(self, n): n.prev.next, n.next.prev = n.next, n.prev
    def _front(self, n):
        r = self.root
        n.prev, n.next = r, r.next
        r.next.prev = n
        r.next = n
    def get(self, k, default=None):
        n = self.map.get(k)
        if n is None: self.misses += 1; return default
        self.hits += 1
        self._unlink(n); self._front(n)
        return n.value
    def put(self, k, v):
        n = self.map.get(k)
        if n is not None: n.value = v; self._unlink(n)
        else:
            if len(self.map) >= self.size:
                old = self.root.prev
                self._unlink(old); del self.map[old.key]
            n = self.map[k] = Node(k, v)
        self._front(n)
    def __iter__(self):
        n = self.root.next
        while n is not self.root: yield n.key, n.value; n = n.next
    def __len__(self): return len(self.map)
    __getitem__, __setitem__ = get, put
c = LRU(3)
for k in 'abcab': c[k] = k.upper()
print(list(c), c['b'], list(c), c['zz'], len(c))
c['d'] = 4; print(list(c), c.hits, c.misses)
def cached(size):
    def deco(f):
        cache = LRU(size)
        def w(*a):
            v = cache.get(a, cache)
            if v is cache: v = f(*a); cache.put(a, v)
            return v
        w.cache = cache
        return w
    return deco
@cached(100)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache.hits, fib.cache.misses)
calls = 0
@cached(2)
def slow(x):
    global calls
    calls += 1
    return x * x
print([slow(i % 3) for i in range(12)], calls, [slow(5) for _ in range(50)][-1], calls)
class Stack:
    def __init__(self): self.head, self.n = None, 0
    def push(self, v): self.head = (v, self.head); self.n += 1; return self
    def pop(self):
        if self.head is None: raise IndexError('pop from empty Stack')
        v, self.head = self.head; self.n -= 1
        return v
    def __iter__(self):
        h = self.head
        while h: yield h[0]; h = h[1]
s = Stack()
for i in range(1000): s.push(i)
print(sum(s), s.pop(), s.n, len(list(s)))
try: Stack().pop()
except IndexError as e: print(e)
def reverse(head):
    out = None
    while head: head, out = head[1], (head[0], out)
    return out
r = reverse(s.head); print(r[0], r[1][0])
