class A:
    __slots__ = ('__s', 'pub')
    def __init__(self): self.__s = 1; self.pub = 2
    def get(self): return self.__s
    def kw(self, *, __k=5): return __k
    def names(self):
        __local = 3
        def inner(): return __local
        return inner(), [__c for __c in 'ab'], (lambda __p: __p)(4)
    @staticmethod
    def imp():
        import os as __os
        return __os.__name__
    def exc(self):
        try: raise ValueError('e')
        except ValueError as __e: return str(__e)
    def delete(self): del self.__s; return hasattr(self, '_A__s')
    def glob(self):
        global __g
        __g = 'g'
    def attr(self, o): return o.__x
    class __Inner: pass
    def inner(self): return self.__Inner.__name__
    def with_(self):
        with open(__file__) as __f: return not __f.closed
    def fors(self):
        for __i in [7]: pass
        return __i
    def ann(self): __v: int = 3; return __v
    def match_(self, x):
        match x:
            case [__a, __b]: return __a + __b
a = A(); print(a.get(), a._A__s, a.kw(), a.kw(_A__k=6), a.names(), A.imp(), a.exc(), a.inner(), a.with_(), a.fors(), a.ann(), a.match_([1, 2]), sorted(k for k in vars(A) if 'Inner' in k or k.endswith('__s')))
a.glob(); print(_A__g, a.delete())
class X: pass
x = X(); x._A__x = 'mangled'; print(a.attr(x))
class B(A):
    def get(self): return super().get() if hasattr(self, '_A__s') else 'gone'
    def mine(self): self.__dict__ = {}; self.__b = 1; return self.__dict__
print(B().get(), B().mine())
class _: __v = 1
class __: __v = 2
class _Under: __v = 3
print(_._ if hasattr(_, '_') else _.__dict__.get('__v'), __.__dict__.get('__v'), _Under._Under__v)
try: a.kw(__k=1)
except TypeError as e: print(e)
print(getattr(A(), '_A__s'), '__s' in dir(a), A.__dict__['_A__s'].__name__)
