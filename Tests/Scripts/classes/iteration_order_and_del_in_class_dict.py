class A:
    z = 1
    a = 2
    def m(self): pass
    m2 = m
    z = 3
    class Inner: pass
    del a
    for i in range(3): last = i
    locals()['dyn'] = 'd'
print([k for k in A.__dict__ if not k.startswith('__')], A.i, A.last, A.dyn, A.m2.__name__, A.Inner.__qualname__)
A.new = 1; A.z = 5; del A.m; print([k for k in vars(A) if not k.startswith('__')])
o = A(); o.x = 1; o.y = 2; del o.x; o.x = 3; print(o.__dict__, list(vars(o)))
p = A(); p.__dict__.update(b=1, a=2); p.c = 3; print(p.__dict__, sorted(dir(p))[-3:])
q = A(); q.__dict__ = {'k': 1}; q.l = 2; print(vars(q), q.k)
r = A(); d = r.__dict__; d['via'] = 1; r.attr = 2; print(d is r.__dict__, d, r.via); del r.via; print(d); d.clear(); print(hasattr(r, 'attr'))
class Many: pass
m = Many()
for i in range(60): setattr(m, f'a{i}', i)
print(len(m.__dict__), m.a59, list(m.__dict__)[:2])
for i in range(0, 60, 2): delattr(m, f'a{i}')
print(len(m.__dict__), m.a1, hasattr(m, 'a0'), list(m.__dict__)[0])
objs = [Many() for _ in range(5)]
for i, x in enumerate(objs):
    for n in ('abc', 'cab', 'bca', 'ab', 'c')[i]: setattr(x, n, i)
print([list(x.__dict__) for x in objs], [getattr(x, 'a', None) for x in objs])
