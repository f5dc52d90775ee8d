print([x * y for x in range(3) for y in range(x) if y or x > 1], [(a, b) for a, b in [(1, 2), (3, 4)]], [h + str(len(t)) for h, *t in ['abc', 'd']])
print({k: v for k, v in zip('abc', range(3)) if v}, {len(w) for w in ['a', 'bb', 'c']}, {x: {y: x + y for y in range(2)} for x in range(2)})
print([[x for x in range(n)] for n in range(4)], [x if x % 2 else -x for x in range(5)], [i for i in range(20) if i % 2 == 0 if i % 3 == 0], sum(x * x for x in range(5)), max((len(s), s) for s in ['a', 'ccc', 'bb']))
g = (x for x in [1, 2, 3])
print(next(g), list(g), list(g))
print(list(map(lambda t: t[0], [(i, j) for i in 'ab' for j in 'cd'])), [*(c for c in 'xyz')], dict((c, i) for i, c in enumerate('ab')), ''.join(c.upper() for c in 'abc'), any(x > 2 for x in [1, 2, 3]), all(x for x in []))
log = []
def t(x): log.append(x); return x
{t('k' + str(i)): t('v' + str(i)) for i in range(2)}
print(log)
it = iter(range(6)); print([(a, b) for a in it for b in it])
def lazy():
    def src():
        print('start')
        yield 1
        yield 2
    return (print('got', x) or x for x in src())
l = lazy(); print('made'); print(next(l)); l.close()
try: [x for x in 5]
except TypeError as e: print(e)
try: [1 / x for x in [1, 0]]
except ZeroDivisionError as e: print(e)
try: [a for a, b in [(1, 2, 3)]]
except ValueError as e: print(e)
matrix = [[1, 2, 3], [4, 5, 6]]
print([[r[i] for r in matrix] for i in range(3)], [list(z) for z in zip(*matrix)], [x for r in matrix for x in r], [(i, j) for i, r in enumerate(matrix) for j, v in enumerate(r) if v % 2 == 0])
primes = [n for n in range(2, 60) if all(n % d for d in range(2, int(n ** .5) + 1))]
print(primes, [y for x in [1, 2, 3] if (y := x * x) > 1], [(lambda z: z + x)(10) for x in range(3)], [s for s in 'a-b' if s != '-'], {**{x: 1 for x in 'p'}, 'q': 2})
print([_ for _ in 'ab'], [i for i in range(3) for i in range(i)], [[y] for y in [x for x in 'mn']], [x for x in (lambda: [1, 2])()], [(yield_) for yield_ in 'z'])
