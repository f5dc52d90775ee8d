f = lambda n: 'neg' if n < 0 else 'zero' if n == 0 else 'pos'
print([f(n) for n in (-1, 0, 1)], (lambda: 1 if False else 2)(), [x if x % 2 else -x for x in range(4)], (1 if [] else 2) + (3 if [0] else 4))
g = lambda *a, **k: (lambda b: (a, b, k))(len(a)); print(g(1, 2, z=3))
print((lambda x: x and (lambda: x * 2)() or 'falsy')(0), (lambda x: x and (lambda: x * 2)() or 'falsy')(4), (lambda: (yield 1))().__next__(), (lambda x, /, y: x - y)(5, y=2))
print('a' if 0 else 'b' if 0 else 'c' if 1 else 'd', not 1 if 1 else 2, [1, 2][0 if False else 1], {'k' if True else 'j': 1}, *(1, 2) if True else (3,), sep='|')
h = lambda: (x := 5, x + 1); print(h()); print((lambda a=(lambda: 7)(): a)(), (lambda f: f(f))(lambda f: 'self'), max([1, -5], key=lambda v: v if v > 0 else -v))
