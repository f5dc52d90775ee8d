import weakref, gc
class O:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'O{self.n}'
    def m(self): return self.n
o = O(1)
r = weakref.ref(o, lambda r: print('callback', r() is None))
print(r() is o, r == weakref.ref(o), hash(r) == hash(o), weakref.getweakrefcount(o) > 0, weakref.ref(o) is weakref.ref(o))
d = weakref.WeakValueDictionary(a=o); k = weakref.WeakKeyDictionary({o: 'v'}); s = weakref.WeakSet([o])
print(d['a'], k[o], o in s, len(d), len(k), len(s), list(d.items()), list(k.keys()))
f = weakref.finalize(o, print, 'finalized', 1); print(f.alive)
p = weakref.proxy(o); print(p.n, p.m(), repr(p)[:3], type(p).__name__, p == o if 0 else 'proxy')
m = weakref.WeakMethod(o.m); print(m()())
def drop():
    global o
    o = None
drop()
def dirty(n): return dirty(n - 1) if n else None
dirty(50); gc.collect(); gc.collect()
print(r() is None, len(d), len(k), len(s), f.alive, m() is None)
try: p.n
except ReferenceError as e: print(e)
for bad in (5, 'a', [], None, (1,), {}):
    try: weakref.ref(bad); print('ok')
    except TypeError as e: print(e)
weakref.ref(O), weakref.ref(drop), weakref.ref({1}), weakref.ref(print)
class S: __slots__ = ('a',)
try: weakref.ref(S())
except TypeError as e: print(e)
class S2: __slots__ = ('a', '__weakref__')
s2 = S2(); print(weakref.ref(s2)() is s2)
class L(list): pass
l = L([1]); print(weakref.ref(l)() == [1])
class C:
    def __del__(self): print('del called')
c = C(); del c
dirty(50); gc.collect()
a = O('cyc'); b = O('b'); a.o = b; b.o = a; wr = weakref.ref(a)
def drop2():
    global a, b
    del a, b
drop2(); dirty(50); gc.collect(); print('cycle collected', wr() is None)
x = O(9); w = weakref.WeakValueDictionary(); w['k'] = x; print(w.get('k'), w.get('z', 'no'), 'k' in w, w.pop('k'), len(w))
