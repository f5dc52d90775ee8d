class Base:
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        print('subclass', cls.__name__, tag)
class A(Base, tag='x'): pass
class B(A): pass
print(A.tag, B.tag)
class D:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name); self.name = name
    def __get__(self, o, t=None): return self if o is None else ('got', self.name)
class C:
    d = D()
    e = D()
print(C().d, C().e, C.d.name)
try:
    class Z(object, bad=1): pass
except TypeError as e: print(e)
class Bad:
    def __set_name__(self, owner, name): 1/0
try:
    class Y: b = Bad()
except RuntimeError as e: print(e, type(e.__cause__).__name__)
