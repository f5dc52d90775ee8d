import copy
a = [[1], {'k': [2]}, (3, [4]), {5}]
shallow = [a[:], list(a), a.copy(), copy.copy(a), [*a], a + [], a * 1]
deep = copy.deepcopy(a)
a[0].append('x'); a[1]['k'].append('y'); a[2][1].append('z'); a[3].add(6)
print([s == a for s in shallow], [s is a for s in shallow], deep, a)
d = {'l': [1]}; e = dict(d); f = {**d}; g = d.copy(); h = d | {}; d['l'].append(2); d['new'] = 1; print(e, f, g, h, d)
t = ([1],); u = t + ([2],); t[0].append(9); print(u, t * 2, (t * 2)[0] is t[0], copy.copy(t) is t, copy.deepcopy(t) == t, copy.deepcopy((1, 2)) is not None)
m = [[0] * 2] * 2; m[0][0] = 1; n = [[0] * 2 for _ in range(2)]; n[0][0] = 1; print(m, n)
def default(x, acc=[]): acc.append(x); return acc
print(default(1) is default(2), default(3))
class C:
    shared = []
    def __init__(self): self.own = []
p, q = C(), C(); p.shared.append(1); p.own.append(1); print(q.shared, q.own); p.shared = [2]; print(q.shared, C.shared, p.shared)
r = copy.copy(p); r.own.append('r'); s = copy.deepcopy(p); s.own.append('s'); print(p.own, r.own, s.own)
x = [1, 2, 3]; y = x; x = x + [4]; print(y); y += [5]; z = y; z[:] = []; print(y, x)
it = iter([1, 2, 3]); c = copy.copy(it); next(it); print(list(it), list(c))
memo = {}; o = [a, a]; o2 = copy.deepcopy(o, memo); print(o2[0] is o2[1], len(memo) > 0, copy.replace if hasattr(copy, 'replace') else 'no replace')
