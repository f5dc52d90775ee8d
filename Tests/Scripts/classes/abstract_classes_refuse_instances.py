from abc import ABC, abstractmethod
class A(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def g(self): ...
class B(A):
    def f(self): return 1
class C(B):
    g = 2
for cls in (A, B):
    try: cls()
    except TypeError as e: print(e)
print(C().f(), sorted(A.__abstractmethods__), sorted(C.__abstractmethods__))
class V(ABC):
    @classmethod
    def __subclasshook__(cls, c): return hasattr(c, 'quack')
class Duck: quack = 1
print(isinstance(Duck(), V), issubclass(int, V))
A.register(int)
print(isinstance(3, A), issubclass(bool, A))
