import abc
class Base(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def p(self): ...
    @classmethod
    @abc.abstractmethod
    def c(cls): ...
    @staticmethod
    @abc.abstractmethod
    def s(): ...
    def template(self): return self.f(), self.p, self.c(), self.s()
class Half(Base):
    def f(self): return 'f'
    p = 'p'
class Full(Half):
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(): return 's'
for c in (Base, Half, Full):
    try: print(c().template())
    except TypeError as e: print(e)
print(sorted(Base.__abstractmethods__), sorted(Half.__abstractmethods__), Full.__abstractmethods__, Base.f.__isabstractmethod__, getattr(Full.f, '__isabstractmethod__', False))
class Dyn(Base): pass
Dyn.f = Dyn.p = Dyn.c = Dyn.s = lambda *a: 1
try: Dyn()
except TypeError as e: print(e)
abc.update_abstractmethods(Dyn); print(type(Dyn()).__name__)
@Base.register
class Virtual: pass
print(issubclass(Virtual, Base), isinstance(Virtual(), Base), isinstance(Full(), Base), issubclass(int, Base), Base in Virtual.__mro__)
class Duck(abc.ABC):
    @classmethod
    def __subclasshook__(cls, C): return True if any('quack' in b.__dict__ for b in C.__mro__) else NotImplemented
class D1:
    def quack(self): pass
class D2(D1): pass
print(issubclass(D2, Duck), isinstance(D1(), Duck), issubclass(str, Duck))
class M(abc.ABCMeta):
    def __call__(cls, *a): print('making', cls.__name__); return super().__call__(*a)
class Z(metaclass=M):
    @abc.abstractmethod
    def z(self): 'abstract with body'; return 'base z'
class ZZ(Z):
    def z(self): return super().z() + '!'
print(ZZ().z())
try: Z()
except TypeError as e: print(e)
