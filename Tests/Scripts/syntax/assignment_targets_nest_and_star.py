a, b = 1, 2
(a, b), c = (b, a), 3
print(a, b, c)
[x, [y, z]] = 1, (2, 3)
print(x, y, z)
first, *rest = range(5)
*init, last = 'abcd'
head, *mid, tail = [1, 2]
print(first, rest, init, last, head, mid, tail)
(p, *q), *r = [(1, 2, 3), 4, 5]
print(p, q, r)
for i, (j, *k) in enumerate([(1, 2, 3), 'xy']):
    print(i, j, k)
d = {}
d['a'], d['b'] = 1, 2
d['l'] = m = [0, 0, 0]
i, m[i], m[1:] = 2, 'two', (8, 9, 10)
print(d, m)
i = 0
i, m[i] = 1, 'one'
print(i, m)
class O: pass
o = O()
o.x, o.y = o.z = 5, 6
print(o.x, o.y, o.z)
for bad in [(1, 2, 3), (1,), 5, 'abc']:
    try:
        u, v = bad
        print(u, v)
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
try:
    u, *v, w = [1]
except ValueError as e: print(e)
def gen():
    yield 1
    yield 2
    print('asked for a third')
    yield 3
try:
    u, v = gen()
except ValueError as e: print(e)
() = []
[] = ()
print('empty ok')
