class G:
    def __getitem__(self, k): return k
    def __call__(self, *a, **k): return a, k
g = G()
print(g[1], g[1, 2], g[1:2], g[1:2, ::3], g[...], g[:], g[::], g[1:], g[:2], g[::2], g[()], g[(1, 2),], g[1:2:3, None, 'x'], g[lambda: 0] is not None, g[*[1, 2]], g[*'ab', 3], g[x := 5], x)
print(g()[0], g(1)(0)[0] if False else g(1)[0][0], [[1, 2], [3]][0][1], {'a': [{'b': (1, 2)}]}['a'][0]['b'][-1], 'abc'[1:][0].upper()[0], (lambda: [1, 2])()[1], [1, 2, 3][::-1][0], g[g[1]:g[2]], 'x'.join('abc'[::2]).split('x')[1])
print(g(*[1], 2, *(3,), k=1, **{'m': 2}), g(g(1)[0][0], [i for i in 'ab'], (y for y in 'c').__next__(), lambda z: z)[0][:3], g(i for i in 'ab')[0][0].__name__)
a = [[0] * 3 for _ in range(2)]; a[0][1], a[1][-1] = 5, 6; a[1][0:2] = [7, 8]; a[-1][::2] = 'xy'; a[0][0] += 1; print(a)
d = {}; d[1, 2] = 'tuple'; d[(1, 2)] += '!'; d['k', ] = 1; d[True] = 't'; print(d, d[1])
class O: pass
o = O(); o.a = O(); o.a.b = [O()]; o.a.b[0].c = {'k': 1}; o.a.b[0].c['k'] += 4; print(o.a.b[0].c); del o.a.b[0].c['k'], o.a.b[0]; print(o.a.b)
print(not g[0], -[1, 2][0], ~[5][0] + 1, 2 ** [3][0], [1, 2][True], 'ab' 'cd'[1], ('ab' 'cd')[1], 1 if [0][0] else 2, [*g[1, 2], *g()[0]], {**g(k=1)[1]})
