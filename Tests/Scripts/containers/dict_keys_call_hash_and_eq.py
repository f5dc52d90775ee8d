class K:
    def __init__(self, h, n): self.h, self.n = h, n
    def __hash__(self): print('hash', self.n); return self.h
    def __eq__(self, o): print('eq', self.n, getattr(o, 'n', o)); return self.n == getattr(o, 'n', None)
    def __repr__(self): return f'K{self.n}'
a, b, c = K(1, 'a'), K(1, 'b'), K(2, 'c')
d = {a: 1}
print('--'); d[b] = 2
print('--'); d[c] = 3
print('--'); print(d[K(1, 'b')])
print('--'); print(K(5, 'z') in d)
print('--'); d.setdefault(K(1, 'a'), 9); d.pop(a); print(d)
print('--'); print({a, b, K(1, 'a')} == {b, a})
for h in (2 ** 61 - 1, 2 ** 64, -1, -2):
    class H:
        def __hash__(self): return h
    print(hash(H()))
for bad in ('x', 1.5, None):
    class H:
        def __hash__(self): return bad
    try: hash(H())
    except TypeError as e: print(e)
for u in ([], {}, set(), [1], slice(1), bytearray()):
    try: {u: 1}
    except TypeError as e: print(e)
try: hash(([],))
except TypeError as e: print(e)
try: {(1, [2])}
except TypeError as e: print(e)
class Changing:
    h = 1
    def __hash__(self): return self.h
x = Changing(); d = {x: 'v'}; x.h = 2
print(x in d, list(d)[0] is x, len(d)); x.h = 1; print(d[x])
class Mutates:
    def __hash__(self): return 1
    def __eq__(self, o): dd.clear(); return False
dd = {}
dd[Mutates()] = 1
try: dd[Mutates()] = 2; print(len(dd))
except RuntimeError as e: print(e)
print(hash(1) == hash(1.0) == hash(True), hash('') == 0, hash(()) == hash(()), hash((1, 2)) == hash((1, 2)), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), hash(None) == hash(None), hash(2 ** 61 - 1), hash(-1), hash(float('inf')), hash(1e300), hash(0.5), hash(3j), hash(10 ** 30))
