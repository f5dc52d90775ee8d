class V:
    def __init__(self, x): self.x = x
    def __add__(self, o): return V(self.x + (o.x if isinstance(o, V) else o))
    def __radd__(self, o): return V(o + self.x)
    def __eq__(self, o): return isinstance(o, V) and self.x == o.x
    def __lt__(self, o): return self.x < o.x
    def __hash__(self): return hash(self.x)
    def __repr__(self): return 'V(%r)' % self.x
    def __bool__(self): return self.x != 0
    def __len__(self): return 7
    def __getitem__(self, k): return (self.x, k)
    def __contains__(self, k): return k == self.x
    def __call__(self, *a, **k): return (a, k)
    def __neg__(self): return V(-self.x)
    def __format__(self, spec): return 'fmt:' + spec
    def __index__(self): return self.x
    def __int__(self): return self.x
v = V(3)
print(v + 1, 1 + v, v + v, v == V(3), v != V(3), v < V(4), V(4) > v, bool(V(0)), len(v), v[1:2], 3 in v, v(1, k=2), -v)
print(f'{v:abc}', [10, 20, 30, 40][v], int(v), {v: 1}[V(3)], sorted([V(2), V(1)]))
class NE:
    def __eq__(self, o): return True
print(NE.__hash__, NE() != 1)
try: {NE(): 1}
except TypeError as e: print(e)
class O: pass
try: O() + 1
except TypeError as e: print(e)
try: O() < O()
except TypeError as e: print(e)
class BadRepr:
    def __repr__(self): return 1
try: repr(BadRepr())
except TypeError as e: print(e)
class BadBool:
    def __bool__(self): return 1
try: bool(BadBool())
except TypeError as e: print(e)
