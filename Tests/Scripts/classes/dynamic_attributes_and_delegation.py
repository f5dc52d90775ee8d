class Proxy:
    def __init__(self, target): object.__setattr__(self, '_t', target); object.__setattr__(self, 'log', [])
    def __getattr__(self, n): self.log.append(('get', n)); return getattr(self._t, n)
    def __setattr__(self, n, v): self.log.append(('set', n)); setattr(self._t, n, v)
    def __delattr__(self, n): self.log.append(('del', n)); delattr(self._t, n)
    def __dir__(self): return dir(self._t)
    def __len__(self): return len(self._t)
    def __getitem__(self, k): return self._t[k]
    def __iter__(self): return iter(self._t)
    def __contains__(self, k): return k in self._t
    def __eq__(self, o): return self._t == o
    def __bool__(self): return bool(self._t)
    def __repr__(self): return f'Proxy({self._t!r})'
p = Proxy([1, 2]); p.append(3); print(p, len(p), p[0], list(p), 2 in p, p == [1, 2, 3], bool(p), 'append' in dir(p), p.log)
class O: pass
q = Proxy(O()); q.x = 5; print(q.x, q._t.__dict__); del q.x
try: q.x
except AttributeError as e: print(e)
class AttrDict(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__
a = AttrDict(x=1); a.y = 2; del a.x; print(a, a.y, a['y'])
try: a.zz
except KeyError as e: print('KeyError', e)
class Lazy:
    def __getattr__(self, n):
        if n.startswith('_'): raise AttributeError(n)
        print('make', n); v = self.__dict__[n] = n.upper(); return v
l = Lazy(); print(l.foo, l.foo, vars(l))
class Fluent:
    def __init__(self, path=''): self.path = path
    def __getattr__(self, n): return Fluent(f'{self.path}.{n}')
    def __call__(self, *a): return f'{self.path}{a}'
print(Fluent('api').users.list(1, 2), getattr(Fluent(), 'weird name').path)
class Count:
    n = 0
    def __getattribute__(self, k):
        type(self).n += 1
        return super().__getattribute__(k)
c = Count(); c.a = 1; [c.a for _ in range(50)]; print(Count.n)
