class A:
    __x = 1
    def __init__(self): self.__y = 2
    def get(self): return self.__x, self.__y
    def __m(self): return 'private'
    def call(self): return self.__m()
    def kw(self, __arg=3): return __arg
    __dunder__ = 'not mangled'
    __ = 'two'
    def loc(self):
        __v = 4
        return sorted(locals())
a = A()
print(a.get(), a.call(), a.kw(), a._A__x, a._A__y, sorted(a.__dict__))
print(a._A__m(), A.__dunder__, A.__, a.loc())
try: a.__x
except AttributeError as e: print(e)
class B(A):
    __x = 'B'
    def get2(self): return self.__x
print(B().get(), B().get2())
class _C:
    __z = 3
    def g(self): return self.__z
print(_C._C__z, _C().g())
class __:
    __w = 5
    def g(self): return self.__w
print(__.__w, __().g())
try: a.kw(__arg=1)
except TypeError as e: print(e)
print(a.kw(_A__arg=6))
def f():
    class L:
        def s(self): self.__q = 1; return self.__dict__
    return L().s()
print(f())
class D:
    import os as __os
    def g(self): return self.__os.sep
    class __Inner: pass
print(D().g(), D._D__Inner.__name__)
class E:
    def g(self):
        global __glob
        __glob = 'g'
E().g()
print(_E__glob)
print(getattr(a, '_A__x'), hasattr(a, '__x'))
