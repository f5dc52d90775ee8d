def f(*a, **k):
    k['new'] = 1
    return a, k
d = {'x': 1}; l = [1]
print(f(*l, **d), d, l)
def g(**k): return k
k1, k2 = g(a=1), g(a=1); print(k1 is k2, k1 == k2, g(**k1) is k1)
def h(*a): return a
t = (1, 2); print(h(*t) == t, h(*[]), h(*'ab'), h(*range(2)), h(*{'k': 1}), h(*(i for i in 'x')), h(1, *[2], 3, *[4]))
def order(**kw): return list(kw)
print(order(z=1, a=2, m=3), order(**{'q': 1}, b=2, **{'c': 3}))
def mix(a, *args, b=5, **kw): return a, args, b, kw
print(mix(1), mix(1, 2, 3), mix(1, b=2), mix(1, 2, c=3, b=4), mix(*[1, 2], **{'b': 3, 'z': 4}))
try: mix(1, a=2)
except TypeError as e: print(e)
try: f(**{1: 2})
except TypeError as e: print(e)
try: f(**[1])
except TypeError as e: print(e)
try: f(*5)
except TypeError as e: print(e)
try: g(**{'a': 1}, a=2)
except TypeError as e: print(e)
def pos(a, b=1, /): return a, b
print(pos(1), pos(1, 2))
def both(a, /, **k): return a, k
print(both(1, a=2))
def deflt(x, y=[], *z, w={}): y.append(x); w[x] = z; return y, w
print(deflt(1), deflt(2, w={}), deflt(3, [0], 9))
class S(str): pass
print(g(**{S('sub'): 1}), [type(k).__name__ for k in g(**{S('sub'): 1})])
def many(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11=11, *, k1=1, k2=2): return a1 + a10 + a11 + k2
print(many(*range(10)), many(*range(11), k2=5), len(f(*range(300))[0]), len(g(**{f'k{i}': i for i in range(300)})))
class M:
    def keys(self): return ['p', 'q']
    def __getitem__(self, k): return k * 2
print(g(**M()), dict(**M()), {**M()})
