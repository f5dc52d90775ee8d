from functools import partial, partialmethod, reduce
def f(*a, **k): return a, sorted(k.items())
p = partial(f, 1, x=2)
print(p(3, y=4), p(x=5), p.func is f, p.args, p.keywords)
q = partial(p, 6, z=7)
print(q(), q.func is f, q.args, q.keywords)
print(repr(partial(int, base=2)), partial(int, base=2)('101'))
p.attr = 1
print(p.__dict__)
try: partial()
except TypeError as e: print(e)
try: partial(3)
except TypeError as e: print(e)
class C:
    def m(self, a, b, c=0): return a, b, c
    pm = partialmethod(m, 1)
    pk = partialmethod(m, c=9)
    st = partial(f, 'no self')
print(C().pm(2), C().pk(1, 2), C().st(5))
compose = lambda *fs: reduce(lambda f, g: lambda x: f(g(x)), fs)
print(compose(lambda x: x + 1, lambda x: x * 10, abs)(-5))
def curry(f, n):
    return f() if n == 0 else lambda x: curry(partial(f, x), n - 1)
print(curry(lambda a, b, c: (a, b, c), 3)(1)(2)(3))
print(list(map(partial(pow, 2), range(5))), sorted([3, 1, 2], key=partial(lambda s, v: s * v, -1)))
import pickle
r = pickle.loads(pickle.dumps(partial(int, base=16)))
print(r('ff'), r.func, r.keywords)
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(lambda a, b: a + b, [], 'init'))
try: reduce(lambda a, b: a, [])
except TypeError as e: print(e)
