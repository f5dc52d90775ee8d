def f(a, /, b: int, *c, d: 'str' = 5, **e) -> None:
    'doc'
    loc = 1
    return lambda: (a, loc)
print(f.__name__, f.__qualname__, f.__module__, f.__doc__, f.__annotations__, f.__defaults__, f.__kwdefaults__, f.__closure__)
c = f.__code__
print(c.co_name, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals >= 5, c.co_varnames[:6], c.co_cellvars, c.co_freevars)
print(c.co_flags & 4 != 0, c.co_flags & 8 != 0, c.co_firstlineno, c.co_filename == __file__ or c.co_filename.endswith('.py'))
g = f(1, 2)
print(g.__closure__[0].cell_contents, g.__code__.co_freevars, g())
g.__closure__[0].cell_contents = 'changed'
print(g())
f.attr = 1
print(f.__dict__, f.attr)
del f.attr
print(hasattr(f, 'attr'))
import types
h = types.FunctionType(g.__code__, globals(), 'h', None, g.__closure__)
print(h(), h.__name__)
try: types.FunctionType(g.__code__, globals())
except TypeError as e: print(e)
try: f.__code__ = 1
except TypeError as e: print(e)
def one(): return 1
def two(): return 2
one.__code__ = two.__code__
print(one(), one.__name__)
try: one.__code__ = g.__code__
except ValueError as e: print(e)
print(isinstance(f, types.FunctionType), type(len).__name__, type([].append).__name__, f.__get__(5).__self__, f.__globals__ is globals())
print(types.CellType(3).cell_contents, types.CellType(3) == types.CellType(3), types.CellType(3) < types.CellType(4))
try: types.CellType().cell_contents
except ValueError as e: print(e)
print(c.replace(co_name='renamed').co_name, one.__code__ == two.__code__, one == two, hash(one) == hash(one))
print(len.__name__, len.__self__.__name__, [].append.__self__, str.join.__name__, str.join.__qualname__, str.join.__objclass__)
