class Log(dict):
    def __setitem__(self, k, v):
        if not k.startswith('__'): print('ns set', k)
        super().__setitem__(k, v)
    def __getitem__(self, k):
        if k == 'magic': return 'from namespace'
        return super().__getitem__(k)
class Meta(type):
    @classmethod
    def __prepare__(m, n, b): return Log()
class A(metaclass=Meta):
    a = 1
    got = magic
    def f(self): pass
    for i in range(2): pass
    del a
    import os.path as p
    class Inner: pass
print(A.got, [k for k in A.__dict__ if not k.startswith('__')], type(A.__dict__).__name__)
class B:
    z = 1; y = 2; x = 3
    def b(self): pass
    a = 4
    y = 5
print([k for k in vars(B) if not k.startswith('__')])
class AutoEnum(type):
    class NS(dict):
        def __missing__(self, k):
            if k.startswith('_'): raise KeyError(k)
            self[k] = v = sum(1 for q in self if not q.startswith('_'))
            return v
    @classmethod
    def __prepare__(m, n, b): return m.NS()
class Colour(metaclass=AutoEnum):
    red
    green
    blue
print(Colour.red, Colour.green, Colour.blue)
class C:
    __module__ = 'elsewhere'
    __qualname__ = 'Some.Name'
print(C, C.__module__, C.__qualname__, C.__name__)
class D:
    print(__module__, __qualname__)
    __slots__ = ['s']
    __doc__ = 'set'
print(D.__doc__, D.s)
class E:
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); cls.tag = tag
class F(E, tag='T'): pass
class G(F): pass
print(F.tag, G.tag)
try:
    class H(E, nope=1): pass
except TypeError as e: print(e)
print(sorted(set(dir(B)) - set(dir(object))))
def body(ns): ns['v'] = 10
import types
print(types.new_class('Dyn', (E,), {'tag': 5}, body).v, types.prepare_class('N', (A,))[0].__name__, types.resolve_bases((int,)))
class MroEntries:
    def __mro_entries__(self, bases): print('entries', len(bases)); return (E,)
me = MroEntries()
class I(me, tag=2): pass
print(I.__bases__, I.__orig_bases__ == (me,), I.tag)
