def f(a, b, /, c, *, d, e=5): return a, b, c, d, e
tests = ['f(1, 2, 3, d=4)', 'f(1, 2, c=3, d=4, e=6)', 'f(a=1, b=2, c=3, d=4)', 'f(1, b=2, c=3, d=4)', 'f(1, 2, 3)', 'f(1, 2, 3, 4)', 'f(1, 2, 3, 4, d=5)', 'f(1, d=4)', 'f()', 'f(1, 2, 3, d=4, z=5)', 'f(1, 2, 3, c=3, d=4)', 'f(*[1, 2, 3], **{"d": 4})', 'f(1, 2, **{"c": 3, "d": 4, "e": 1})', 'f(1, 2, 3, d=4, **{"d": 5})', 'f(1, 2, 3, 4, 5, 6)', 'f(d=1)']
for t in tests:
    try: print(t, eval(t))
    except TypeError as e: print(t, '->', e)
class C:
    def __init__(self, x, *, y): self.x, self.y = x, y
    def m(self, p, /, *, k): return p, k
    @staticmethod
    def s(q, *, r=1): return q, r
    @classmethod
    def c(cls, a, b=2): return a, b
for t in ('C(1)', 'C()', 'C(1, 2)', 'C(1, y=2).y', 'C(1, y=2).m(3, k=4)', 'C(1, y=2).m(p=3, k=4)', 'C(1, y=2).m(3)', 'C.s()', 'C.s(1, 2)', 'C.c()', 'C.c(1, 2, 3)', 'C.c(z=1)', 'C(1, y=2).m()', 'C.m(C(1, y=1), 2, k=3)', 'C.m()'):
    try: print(t, eval(t))
    except TypeError as e: print(t, '->', e)
g = lambda x, *, y=1: (x, y)
for t in ('g()', 'g(1, 2)', 'g(1, y=3)', 'g(1, z=3)', 'g(1, x=2)'):
    try: print(t, eval(t))
    except TypeError as e: print(t, '->', e)
def outer():
    def inner(a): pass
    inner()
try: outer()
except TypeError as e: print(e)
