a = list[int]
print(a, a.__origin__, a.__args__, a.__parameters__, a == list[int], a == list[str], hash(a) == hash(list[int]))
print(dict[str, list[int]], tuple[int, ...], tuple[()], type(a).__name__)
print(a([1, 2]), a.append is list.append)
class L(list[int]): pass
print(L.__bases__, L.__orig_bases__)
print(int | str, int | None, (int | str) == (str | int), (int | str).__args__, list[int] | None)
class G:
    def __class_getitem__(cls, item): return (cls.__name__, item)
print(G[3], G[1, 2])
try: int[3]
except TypeError as e: print(e)
try: int | 3
except TypeError as e: print(e)
from typing import TypeVar
T = TypeVar('T')
print(list[T][int], dict[T, str].__parameters__, dict[str, T][int])
try: list[int][str]
except TypeError as e: print(e)
