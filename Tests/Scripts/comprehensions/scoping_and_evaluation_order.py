log = []
def p(x): log.append(x); return x
r = [p(('v', a, b)) for a in p([1, 2]) if p(('c', a)) for b in p([a, a + 1]) if p(('d', b)) and b > 1]; print(len(r), log[:6], len(log)); log.clear()
r = {p('k' + str(i)): p('v' + str(i)) for i in p([1, 2])}; print(r, log); log.clear()
x = 'outer'; print([x for x in 'ab'], x, {x: x for x in 'c'}, x, [[x for x in y] for y in ['pq', 'r']], x)
def f():
    a = 1; fs = [lambda: (a, i) for i in range(2)]; a = 2
    return [g() for g in fs], [[i + j for j in range(i)] for i in range(3)]
print(f())
class C:
    n = 3; xs = [1, 2]
    ok = [v for v in xs]; first = [i for i in range(n)]
    try: bad = [v * n for v in xs]
    except NameError as e: err = str(e)
    lam = [(lambda v=v: v)() for v in xs]
print(C.ok, C.first, C.err, C.lam)
print([(a, b, c) for a in range(2) for b in range(a, 2) for c in (a + b,)], [y for x in [[1, 2], [3]] for y in x], {(i, j) for i in 'ab' for j in 'ab' if i < j}, {k: [v for v in range(k)] for k in range(3)}, sum(i * j for i in range(3) for j in range(3)), [w := i * 2 for i in range(3)], w, [z for z in range(5) if (q := z) > 2], q)
it = iter(range(10)); print([next(it) + a for a in it], [*(a for a in [1, 2] if a > 1)], list(a for a, in [(1,), (2,)]), [a for a, *b in [(1, 2, 3)] for a in b])
try: [i for i in range(3) if undefined_name]
except NameError as e: print(e)
try: [1 for _ in 5]
except TypeError as e: print(e)
def gen(): r = [(yield_) for yield_ in 'ab']; yield r; yield from (c for c in 'cd')
print(list(gen()), [f'{a}{b}' for a in 'xy' for b in range(2)], [a if a else b for a, b in [(0, 1), (2, 3)]], [not a for a in (0, 1)], [*map(lambda t: [u for u in t], ['ab'])], [[(i, j) for i in range(2)] for j in range(2)][1][0], dict([(k, v) for k, v in zip('ab', [[i] * 2 for i in 'xy'])]))
async def a():
    async def ag():
        for i in range(3): yield i
    return [i async for i in ag() if i], {i: j async for i in ag() for j in [i * i]}, [x for x in [y async for y in ag()]], sum([i async for i in ag()])
try: a().send(None)
except StopIteration as e: print(e.value)
