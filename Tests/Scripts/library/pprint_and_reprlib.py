import pprint, reprlib
d = {'name': 'x' * 30, 'list': list(range(30)), 'nested': {'a': [1, 2, {'b': (3,)}], 'set': {3, 1, 2}}, 1: None}
pprint.pprint(d); pprint.pprint(d, width=40, depth=2, sort_dicts=False); print(pprint.pformat([1, 'two', {'k': 'v'}]), pprint.pformat({'b': 1, 'a': 2}), pprint.pformat('word ' * 30, width=40), pprint.isreadable(d), pprint.isrecursive(d), pprint.saferepr([1]))
l = [1]; l.append(l); print(pprint.pformat(l).split(' with')[0], pprint.isrecursive(l)); pprint.pp({'z': 1, 'a': 2}); pprint.pprint((1,)); pprint.pprint([], compact=True); pprint.pprint(list(range(40)), compact=True, width=50); pprint.pprint({'a': 1_000_000}, underscore_numbers=True)
r = reprlib.Repr(); r.maxlist = 2; r.maxstring = 10; print(r.repr([1, 2, 3, 4]), r.repr('x' * 50), reprlib.repr(set(range(20))), reprlib.repr({i: i for i in range(9)}), reprlib.repr((1,) * 9), reprlib.repr([[[[[[[1]]]]]]]), reprlib.repr(10 ** 60))
class Node:
    def __init__(self): self.kids = [self]
    @reprlib.recursive_repr('<...>')
    def __repr__(self): return f'Node({self.kids})'
print(Node())
import dataclasses
@dataclasses.dataclass
class D: a: int; b: list
pprint.pprint(D(1, list(range(25))), width=40)
