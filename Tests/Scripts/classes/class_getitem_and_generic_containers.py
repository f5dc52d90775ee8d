class Stack:
    def __class_getitem__(cls, t): return type(f'{cls.__name__}[{t.__name__}]', (cls,), {'item': t})
    def __init__(self): self.l = []
    def push(self, v):
        if hasattr(self, 'item') and not isinstance(v, self.item): raise TypeError(f'{type(self).__name__} got {v!r}')
        self.l.append(v)
        return self
I = Stack[int]
print(I.__name__, I().push(1).l, issubclass(I, Stack), Stack().push('any').l)
try: I().push('x')
except TypeError as e: print(e)
from typing import Generic, TypeVar, get_type_hints, Protocol
T = TypeVar('T'); K = TypeVar('K')
class Box(Generic[T]):
    items: list[T]
    def __init__(self, *v: T): self.items = list(v)
    def map(self, f): return Box(*map(f, self.items))
class Pair(Box[T], Generic[T, K]): pass
print(Box[int], Box[int](1, 2).map(str).items, Pair[int, str], Pair.__parameters__, Box.__class_getitem__(str), Box[T][int], get_type_hints(Box))
print(list[int], dict[str, list[int]], tuple[int, ...], type[int], list[T][int], dict[K, T][int, str], isinstance([], list), list[int] == list[int], {list[int]: 1}[list[int]])
for bad in (lambda: list[int][str], lambda: isinstance([], list[int]), lambda: Box[int, str], lambda: int[3], lambda: list[int].nope):
    try: print(bad())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class L(list[int]): pass
print(L([1]), L.__orig_bases__, L.__bases__, list[int]([3]), list[int].__args__, list[int].append([1], 2))
