import abc, collections.abc
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def p(self): ...
class B(A):
    def f(self): return 1
class C(B): p = 3
print(sorted(A.__abstractmethods__), sorted(B.__abstractmethods__), C().f())
try: B()
except TypeError as e: print(e)
class V: pass
print(issubclass(V, A), isinstance(V(), A)); A.register(V); print(issubclass(V, A), isinstance(V(), A))
class S:
    def __len__(self): return 0
    def __iter__(self): return iter(())
    def __contains__(self, x): return False
print(isinstance(S(), collections.abc.Sized), isinstance(S(), collections.abc.Collection), isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), isinstance(5, collections.abc.Hashable))
try: A.register(3)
except TypeError as e: print(e)
