log = []
def d(n):
    def w(f): log.append((n, getattr(f, '__name__', f))); return f
    return w
class ns: deco = staticmethod(d('attr')); l = [d('item')]
@d(1)
@d(2)
def a(x: int = 1, *y: 'star', z: log.append('ann') = 3, **k: dict) -> list: ...
@ns.deco
@ns.l[0]
@(d)('paren') if True else None
@(lambda f: f)
class B(object): x: int; y: str = 'v'; z: 'later'
@d('async')
async def c() -> None: pass
class K:
    @d('method')
    def m(self): pass
    @property
    @d('inner')
    def p(self) -> int: return 1
    @p.setter
    def p(self, v: int) -> None: pass
    @staticmethod
    @d('st')
    def s(): pass
    @(w := d('walrus'))
    def u(self): pass
print(log, a.__annotations__, B.__annotations__, K().p)
v: int
w: list[int] = [1]
K.attr: int = 5
w[0]: str = 's'
(q): float = 1.5
print(__annotations__, K.attr, w, q)
def f():
    x: undefined = 1
    y: 'also' + undefined2
    return x
print(f(), f.__annotations__)
def g(a: int, /, b: str, *, c: float = 1.0) -> 'ret': return a
print(g.__annotations__, g.__kwdefaults__)
lam = lambda x, *y, z=1, **k: (x, y, z, k); print(lam(1, 2, z=3, q=4), lam.__annotations__)
