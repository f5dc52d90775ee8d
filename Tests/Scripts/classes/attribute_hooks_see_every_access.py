class A:
    known = 'class attr'
    def __init__(self): self.__dict__['inst'] = 1
    def __getattr__(self, n):
        if n.startswith('_'): raise AttributeError(n)
        return f'made {n}'
    def __setattr__(self, n, v): print('set', n, v); super().__setattr__(n, v)
    def __delattr__(self, n): print('del', n); super().__delattr__(n)
a = A()
print(a.known, a.inst, a.other, hasattr(a, '_x'), getattr(a, '_y', 'default'))
a.other = 5
print(a.other)
del a.other
print(a.other)
try: del a.nothing
except AttributeError as e: print('AttributeError', e)
class B:
    x = 1
    def __getattribute__(self, n):
        print('getattribute', n)
        return object.__getattribute__(self, n)
    def m(self): return self.x
print(B().m())
class C(B):
    def __getattr__(self, n): return 'fallback ' + n
print(C().zzz)
class D:
    def __getattribute__(self, n): raise AttributeError('no ' + n)
    def __getattr__(self, n): return 'after ' + n
print(D().anything)
class E:
    def __getattribute__(self, n): raise ValueError('other error')
    def __getattr__(self, n): return 'never'
try: E().q
except ValueError as e: print(e)
class F:
    def __len__(self): return 3
    def __getattribute__(self, n): print('asked', n); return object.__getattribute__(self, n)
print(len(F()), F().__len__())
class P:
    @property
    def bad(self): raise AttributeError('inside property')
    def __getattr__(self, n): return 'getattr got ' + n
print(P().bad)
class Meta(type):
    def __getattr__(cls, n): return f'meta {n}'
    def __setattr__(cls, n, v): print('meta set', n); super().__setattr__(n, v)
class G(metaclass=Meta): pass
print(G.foo)
G.bar = 1
print(G.bar)
try: G().foo
except AttributeError as e: print(e)
