def f(a, b=2, *args, c: int = 3, **kw) -> str:
    "doc f"
    x = a
    return (a, b, c)
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__closure__)
f.__defaults__ = (7,); f.__kwdefaults__ = {'c': 8}
print(f(1))
f.attr = 1
print(f.__dict__, f.attr)
f.__name__ = 'g'; f.__qualname__ = 'h.g'
print(repr(f).split(' at ')[0])
def make(n):
    def inner(): return n
    return inner
k = make(5)
print(k.__closure__[0].cell_contents, k.__code__.co_freevars, make.__code__.co_cellvars)
k.__closure__[0].cell_contents = 9
print(k())
def other(): return 'other'
def target(): return 'target'
target.__code__ = other.__code__
print(target())
try: f.__name__ = 3
except TypeError as e: print(e)
try: f.__code__ = 3
except TypeError as e: print(e)
import types
print(types.FunctionType(other.__code__, globals(), 'renamed')(), isinstance(f, types.FunctionType), f.__get__(3).__self__)
