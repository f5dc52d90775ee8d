class M(type):
    def __instancecheck__(cls, x): return x == 3
    def __subclasscheck__(cls, c): return c is int
class A(metaclass=M): pass
print(isinstance(3, A), isinstance(4, A), issubclass(int, A), issubclass(str, A), isinstance(A(), A))
print(isinstance(3, (str, int)), isinstance(3, (str, (float, int))), isinstance(True, int), issubclass(bool, (str, int)))
print(isinstance(3, int | str), isinstance(None, int | None), issubclass(int, int | str))
for f in (lambda: isinstance(1, 2), lambda: issubclass(1, int), lambda: issubclass(int, 2), lambda: isinstance(1, list[int])):
    try: f()
    except TypeError as e: print(e)
class P:
    @property
    def __class__(self): return dict
print(isinstance(P(), dict), isinstance(P(), P), type(P()).__name__)
