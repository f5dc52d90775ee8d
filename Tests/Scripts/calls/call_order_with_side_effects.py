log = []
def p(n, v=None): log.append(n); return v if v is not None else n
class O:
    def __repr__(self): return 'O'
    def __getattr__(self, n): log.append('.' + n); return self
    def __getitem__(self, k): log.append(('[]', k)); return self
    def __setitem__(self, k, v): log.append(('[]=', k, v))
    def __call__(self, *a, **k): log.append(('()', a, tuple(k.items()))); return self
    def __add__(self, o): log.append('+'); return self
    def __iadd__(self, o): log.append('+='); return self
    def __lt__(self, o): log.append('<'); return True
    def __contains__(self, x): log.append(('in', x)); return True
    def __delitem__(self, k): log.append(('del', k))
    def __enter__(self): log.append('enter'); return self
    def __exit__(self, *a): log.append('exit')
    def __iter__(self): log.append('iter'); return iter([1, 2])
    def __setattr__(self, n, v): log.append(('=', n))
o = O()
def show(): print(log); log.clear()
o.a.b(p(1), *p('s', [2]), k=p(3), **p('d', {'z': 4})).c; show()
o[p(1)][p(2)] = p(3); show()
o[p('i')] += p('v'); show()
o.x = o.y = p(1); show()
p('l', o) + p('r', 1) < p('e', 2); show()
p('x') in p('c', o); show()
del o[p(1)], o[p(2)]; show()
with p('ctx', o) as o.target: p('body')
show()
for o.item in p('it', o): p('loop')
show()
a, o[p('idx')] = p('val', (1, 2)); show()
{p('k1'): p('v1'), **p('m', {}), p('k2'): p('v2')}; show()
[p(i) for i in p('src', [1, 2]) if p('cond')]; show()
p('f', lambda *a, **k: None)(p(1), k=p(2), *p('star', [])); show()
f'{p(1)}{p(2)!r:{p(5)}}'; show()
p(1) if p('test') else p(2); show()
x = p('a') and p('b') or p('c'); show()
assert p('ok'), p('never'); show()
o[p('a'):p('b'):p('c'), p('d')]; show()
lambda z=p('default'): 0; show()
