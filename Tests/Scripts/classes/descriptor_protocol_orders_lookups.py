class Data:
    def __get__(self, o, t): return 'data'
    def __set__(self, o, v): print('set', v)
    def __delete__(self, o): print('delete')
class NonData:
    def __get__(self, o, t): return 'nondata'
class A:
    d = Data()
    n = NonData()
a = A()
a.__dict__['d'] = 1; a.__dict__['n'] = 2
print(a.d, a.n, A.n)
a.d = 3
del a.d
class G:
    def __getattr__(self, name):
        if name.startswith('_'): raise AttributeError(name)
        return 'attr ' + name
    def __setattr__(self, name, v): print('setattr', name, v); object.__setattr__(self, name, v)
    def __delattr__(self, name): print('delattr', name); object.__delattr__(self, name)
g = G()
print(g.foo); g.x = 1; print(g.x); del g.x; print(g.x)
print(getattr(g, '_no', 'default'), hasattr(g, '_no'), hasattr(g, 'yes'))
class GA:
    def __getattribute__(self, name):
        if name == 'special': return 42
        return object.__getattribute__(self, name)
print(GA().special, GA().__class__.__name__)
class PG:
    @property
    def p(self): raise AttributeError('inner')
    def __getattr__(self, n): return 'fallback ' + n
print(PG().p)
