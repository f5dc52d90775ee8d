class A:
    def who(self): return __class__
print(A().who())
class Meta(type):
    def __new__(m, n, b, ns):
        ns = dict(ns)
        return super().__new__(m, n, b, ns)
class B(metaclass=Meta):
    def who(self): return __class__.__name__
print(B().who())
class Drop(type):
    def __new__(m, n, b, ns):
        ns = dict(ns); ns.pop('__classcell__', None)
        return super().__new__(m, n, b, ns)
try:
    class C(metaclass=Drop):
        def who(self): return __class__
except RuntimeError as e: print(str(e).replace('__main__.', ''))
x = 'global'
class N:
    x = 'class'
    def f(self): return x
    y = [x for _ in range(1)]
    z = x
print(N().f(), N.y, N.z)
def fn():
    v = 'local'
    class K:
        w = v
        u = w + 'k'
    return K.w, K.u
print(fn())
