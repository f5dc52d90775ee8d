from abc import *
import collections.abc as ca
class Shape(ABC):
    @abstractmethod
    def area(self): return 0
    @property
    @abstractmethod
    def name(self): ...
    def twice(self): return 2 * self.area()
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return super().area() + self.s ** 2
    name = 'sq'
print(Sq(3).area(), Sq(3).twice(), Shape.__abstractmethods__ == {'area', 'name'}, isinstance(Sq(1), Shape))
for bad in (Shape, type('Half', (Shape,), {'area': lambda s: 1})):
    try: bad()
    except TypeError as e: print(e)
@Shape.register
class Duck: pass
print(issubclass(Duck, Shape), isinstance(Duck(), Shape), Shape in Duck.__mro__)
class Sized2(ABC):
    @classmethod
    def __subclasshook__(cls, C): return any('__len__' in B.__dict__ for B in C.__mro__) or NotImplemented
print(issubclass(list, Sized2), issubclass(int, Sized2))
class L(ca.MutableSequence):
    def __init__(self, *a): self.d = list(a)
    def __getitem__(self, i): return self.d[i]
    def __setitem__(self, i, v): self.d[i] = v
    def __delitem__(self, i): del self.d[i]
    def __len__(self): return len(self.d)
    def insert(self, i, v): self.d.insert(i, v)
l = L(1, 2, 3); l.append(4); l.extend([5]); l.reverse(); l += [0]; print(l.d, l.pop(), l.index(3), 2 in l, l.count(5), list(reversed(l)), l.remove(5), l.d); l.clear(); print(len(l))
class M(ca.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k.lower()]
    def __setitem__(self, k, v): self.d[k.lower()] = v
    def __delitem__(self, k): del self.d[k.lower()]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M(); m['A'] = 1; m.update(B=2); print(m['a'], 'b' in m, dict(m), m.get('Z', 0), m.setdefault('C', 3), m.pop('A'), list(m.items()), m == {'b': 2, 'c': 3}, m.popitem(), list(m.keys()), list(m.values()))
class S(ca.Set):
    def __init__(self, it): self.d = frozenset(it)
    def __contains__(self, x): return x in self.d
    def __iter__(self): return iter(sorted(self.d))
    def __len__(self): return len(self.d)
s = S('abc'); print(list(s & S('bcd')), list(s | {'z'}), list(s - {'a'}), s <= S('abcd'), s == {'a', 'b', 'c'}, s.isdisjoint('xy'), list(s ^ S('ax')))
print([isinstance(x, c) for x, c in (([], ca.Sequence), ({}, ca.Mapping), ((), ca.Hashable), ([], ca.Hashable), ('', ca.Sequence), (iter([]), ca.Iterator), (range(1), ca.Sequence), ((i for i in []), ca.Generator), (len, ca.Callable), ({}.keys(), ca.KeysView), (b'', ca.ByteString), (set(), ca.MutableSet), (5, ca.Iterable))])
class I(ca.Iterator):
    def __next__(self): raise StopIteration
print(list(I()), ca.Sized.__subclasshook__(dict), get_cache_token() > 0)
