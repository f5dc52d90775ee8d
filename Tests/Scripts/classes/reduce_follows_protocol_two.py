import copyreg, copy
class A:
    def __init__(self): self.x = 1
a = A()
f, args, state, li, di = a.__reduce_ex__(2)
print(f is copyreg.__newobj__, args, state, li, di)
class S:
    __slots__ = ('p', 'q')
s = S(); s.p = 1
print(s.__reduce_ex__(2)[2])
class N:
    def __new__(cls, v): o = super().__new__(cls); o.v = v; return o
    def __getnewargs__(self): return (self.v,)
print(N(3).__reduce_ex__(4)[1:3])
class L(list): pass
l = L([1, 2]); l.t = 3
r = l.__reduce_ex__(2)
print(r[1], r[2], list(r[3]))
c = copy.copy(a); d = copy.deepcopy(l)
print(c.x, c is a, d, d.t, type(d).__name__)
print(A().__getstate__(), object().__getstate__())
try: (i for i in ()).__reduce_ex__(2)
except TypeError as e: print(e)
class G:
    def __getstate__(self): return 'state'
    def __setstate__(self, s): self.s = s
print(copy.copy(G()).s)
