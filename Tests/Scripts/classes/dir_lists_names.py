class A:
    x = 1
    def f(self): pass
class B(A):
    y = 2
b = B(); b.z = 3
print([n for n in dir(b) if not n.startswith('_')], [n for n in dir(B) if not n.startswith('_')])
class D:
    def __dir__(self): return ['b', 'a']
print(dir(D()))
print(sorted(set(dir(object()))) == dir(object()), '__class__' in dir(b), sorted(vars(b)))
def f():
    q = 1; p = 2
    return dir()
print(f())
import types
m = types.ModuleType('m', 'docs'); m.v = 1
print([n for n in dir(m) if not n.startswith('__')], m, m.__doc__, m.__name__)
ns = types.SimpleNamespace(a=1, b='x')
print(ns, ns.a, ns == types.SimpleNamespace(a=1, b='x'), vars(ns))
