class T:
    def __init__(self): self._v = 1
    @property
    def v(self):
        "the v"
        return self._v
    @v.setter
    def v(self, x): self._v = x
    @v.deleter
    def v(self): print('del'); self._v = None
    @property
    def ro(self): return 1
    wo = property(None, lambda self, x: print('wo', x))
t = T()
print(t.v); t.v = 5; print(t.v); del t.v; print(t.v)
print(T.v.__doc__, T.v.fget.__name__, T.ro.fset)
for code in ('t.ro = 1', 'del t.ro', 't.wo'):
    try: exec(code)
    except AttributeError as e: print(e)
t.wo = 9
class P2(property): "sub"
class U:
    @P2
    def z(self): return 'z'
print(U().z, type(U.z).__name__)
print(property(doc='d').__doc__)
