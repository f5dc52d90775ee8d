import copy, pickle
class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return type(o) is P and self.x == o.x
class S:
    __slots__ = ('a', 'b')
    def __init__(self): self.a = 1
class G:
    def __init__(self, v): self.v = v; self.log = []
    def __getstate__(self): return {'v': self.v}
    def __setstate__(self, s): self.__dict__.update(s, restored=True)
class R:
    def __init__(self, a): self.a = a
    def __reduce__(self): return (R, (self.a,), {'extra': 5}, )
class N:
    def __new__(cls, a, b=2): o = object.__new__(cls); o.args = (a, b); return o
    def __getnewargs__(self): return self.args
class C:
    def __init__(self): self.l = [1]
    def __copy__(self): c = C(); c.how = 'copy'; return c
    def __deepcopy__(self, memo): c = C(); c.how = 'deep'; return c
class L(list):
    pass
class Dct(dict):
    def __init__(self, *a): super().__init__(*a); self.attr = 1
x = [1, [2, 3], {'k': (4, [5])}, {6}, P([7])]
y = copy.copy(x); z = copy.deepcopy(x)
x[1].append('new'); x[2]['k'][1].append('n'); x[4].x.append('p')
print(y[1], z[1], z[2], z[4].x, y[4] is x[4], z[4] is x[4])
shared = [0]; a = [shared, shared]; b = copy.deepcopy(a); print(b[0] is b[1], b[0] is shared)
cyc = [1]; cyc.append(cyc); c2 = copy.deepcopy(cyc); print(c2[1] is c2, copy.deepcopy((1, 2)), copy.copy(C()).how, copy.deepcopy([C()])[0].how)
for proto in range(pickle.HIGHEST_PROTOCOL + 1):
    def rt(o): return pickle.loads(pickle.dumps(o, proto))
    print(proto, rt([1, 2.5, 'é', b'b', None, True, (1,), {1: 2}, {3}, frozenset([4]), 10 ** 50, -1, 1j, range(3), slice(1, 2), ..., bytearray(b'ba'), complex, len, P(5)])[-1].x, rt(G(9)).__dict__, rt(R(1)).__dict__, rt(a)[0] is rt(a)[0], [q is r for q, r in [rt(a)]], rt(cyc)[1][0], rt(float('inf')), rt('a' * 300)[:3], rt(list(range(300)))[-1], rt(P), rt(Dct({1: 2})).attr, type(rt(L([1]))).__name__)
    if proto >= 2: s = S(); s.b = [s]; t = rt(s); print(t.a, t.b[0] is t, rt(N(7, 8)).args)
for bad in (lambda: pickle.dumps(lambda: 0), lambda: pickle.dumps((i for i in [])), lambda: pickle.loads(b''), lambda: pickle.dumps(open(__file__)), lambda: pickle.loads(b'\x80\x04K\x01'), lambda: pickle.loads(pickle.dumps(P(1))[:-5]), lambda: copy.deepcopy(open(__file__)), lambda: pickle.dumps(S(), 0)):
    try: print(bad())
    except Exception as e: print(isinstance(e, (pickle.PickleError, AttributeError, TypeError, EOFError)))
import io
class Pk(pickle.Pickler):
    def persistent_id(self, o): return 'pid' if isinstance(o, P) else None
class Un(pickle.Unpickler):
    def persistent_load(self, pid): return 'loaded ' + pid
    def find_class(self, m, n): return 'found ' + n if n == 'OrderedDict' else super().find_class(m, n)
f = io.BytesIO(); Pk(f).dump([P(1), 2]); f.seek(0); print(Un(f).load())
f = io.BytesIO(); p = pickle.Pickler(f); [p.dump(i) for i in 'ab']; f.seek(0); print(pickle.load(f), pickle.load(f))
import copyreg
class Reg: pass
copyreg.pickle(Reg, lambda o: (str, ('via copyreg',))); print(pickle.loads(pickle.dumps(Reg())), copy.copy(Reg()))
import pickletools; print(len(list(pickletools.genops(pickle.dumps([1, 2])))))
