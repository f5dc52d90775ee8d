t = (1, 2, 3)
print(t, (), (1,), t + (4,), t * 2, 2 * t, t[0], t[-1], len(t), t.count(1), t.index(2))
print(hash((1, 2)), hash(()), hash((1, (2, 3))), {(1, 2): 'x'}[(1, 2)])
print(tuple([1, 2]), tuple('ab'), tuple(range(3)), tuple(), () == (), (1, 2) < (1, 3), (1,) < (1, 2))
for f in (lambda: t + [1], lambda: t[5], lambda: t['a'], lambda: t.index(9), lambda: hash(([],)), lambda: tuple(3)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: t[0] = 1
except TypeError as e: print(e)
try: del t[0]
except TypeError as e: print(e)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    def total(self): return sum(self)
x = T(1, 2, 3); x.name = 'n'
print(x, x.total(), x.name, type(x), x == (1, 2, 3), hash(x) == hash((1, 2, 3)), x[1:], type(x[1:]), x + (1,), len(x), list(x))
print(isinstance(x, tuple), x.__getnewargs__(), 2 in x, tuple(x), type(tuple(x)))
a, *b, c = (1, 2, 3, 4); print(a, b, c)
l = []; l2 = (l,); l.append(l2); print(l2)
