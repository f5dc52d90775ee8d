print(type(1), type('a'), type(type(1)), type.__name__, int.__class__, type(1) == int, int.__name__, int.__qualname__, int.__module__, int.__doc__[:10])
X = type('X', (dict,), {'f': lambda self: len(self)}); print(X(a=1).f(), X.__name__, X.__bases__, X.__dict__['f'].__name__, X.__module__)
print(int.__bases__, bool.__mro__, type.mro(bool), int.__subclasses__()[0], object.__subclasses__()[:0], (5).__class__, type.__call__(int, '7'), int.__call__('8'), int.__new__(int, '9'), type.__instancecheck__(int, 5), int.__instancecheck__(5), type.__subclasscheck__(int, bool))
print(int | str, int | None, None | int, list[int] | None, (int | str).__args__, isinstance(5, int | None), int | int, (int | str) == (str | int), hash(int | str) == hash(str | int), type(int | str).__name__, int | str | float | int)
for bad in (lambda: int | 5, lambda: 5 | int, lambda: type(), lambda: isinstance(5, int | list[int])):
    try: print(bad())
    except TypeError as e: print(e)
print(list[int], dict[str, int], tuple[int, ...], list[int].__origin__, list[int].__args__, list[int]([1, 2]), list[int] == list[int], type(list[int]).__name__, list[list[int]], list['fwd'])
print(object.__eq__(1, 1), (1).__eq__('a'), object().__ne__(5), object.__lt__(1, 2), object.__repr__(5)[:14], object.__str__(5), object.__format__('x', ''), object.__hash__(5) == object.__hash__(5), object.__sizeof__(5) > 0, object.__dir__(5)[:0], object.__reduce_ex__(5, 2)[1])
print(int.__add__(1, 2), (1).__add__('a'), str.__add__('a', 'b'), 'a'.__mul__(3), [1].__len__(), 'a'.__contains__('a'), (5).__rsub__(7), (5).__lt__(6), True.__and__(False), (2).__pow__(3, 5), 'abc'.__getitem__(1), [3, 4].__iter__().__next__(), (1.5).__int__(), (5).__bool__(), (5).__index__(), 'x'.__hash__() == hash('x'), (7).__divmod__(2), (7).__floordiv__(0) if 0 else 1, [].__class__.__name__)
for bad in (lambda: int.__add__('a', 1), lambda: int.__add__(), lambda: (1).__add__(), lambda: str.upper(5), lambda: list.append(5, 1), lambda: dict.get(), lambda: [].__getitem__('a'), lambda: (1).__lt__(), lambda: type.__call__()):
    try: print(bad())
    except TypeError as e: print(e)
class A:
    def __class_getitem__(cls, k): return cls.__name__, k
print(A[1], A[1, 2], A['x':])
try: int[5]
except TypeError as e: print(e)
try: type('Y', (), {})[0]
except TypeError as e: print(e)
print(type(A).__setattr__(A, 'z', 1), A.z, A.__dict__.get('z'), type.__delattr__(A, 'z'), hasattr(A, 'z'), A.__flags__ & 1 << 9 != 0, A.__basicsize__ > 0, A.__weakrefoffset__ >= 0, A.__dictoffset__ != None, A.__itemsize__, A.__base__, A.__text_signature__, A.__abstractmethods__ if hasattr(A, '__abstractmethods__') else 'none')
