print((lambda: 1)(), (lambda x: x)(2), (lambda x, y=3: (x, y))(1))
print((lambda *a, **k: (a, k))(1, 2, z=3))
print((lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
f = lambda x: lambda y: x + y
print(f(1)(2))
print(f.__name__, f.__qualname__, f(1).__qualname__)
fs = [lambda i=i: i for i in range(3)]
print([g() for g in fs], [g(9) for g in fs])
fs = [lambda: i for i in range(3)]
print([g() for g in fs])
print((lambda x: (yield x))(5).__next__())
print(sorted([3, 1, 2], key=lambda v: -v), max('abc', key=lambda c: (c == 'b', c)))
print((lambda: (yield))().send(None))
print((lambda a, *b, c=5, **d: (a, b, c, d))(1, 2, 3, c=4, e=6))
print([*map(lambda a, b: a * b, [1, 2], [3, 4])])
class K:
    m = lambda self, x: (self.__class__.__name__, x)
print(K().m(3))
print((lambda x: x if x else 'none')(0), (lambda: {})(), (lambda: ())())
