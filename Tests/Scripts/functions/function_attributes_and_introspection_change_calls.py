def f(a, b=2, *, c=3): return a, b, c
f.__defaults__ = (20,); f.__kwdefaults__ = {'c': 30}; print(f(1)); f.__kwdefaults__ = None
try: f(1)
except TypeError as e: print(e)
f.__kwdefaults__ = {'c': 1}; f.__defaults__ = (7, 8); print(f()); f.__defaults__ = None
try: f()
except TypeError as e: print(e)
f.count = 0
def g(): g.count = getattr(g, 'count', 0) + 1; return g.count
print([g() for _ in range(3)], vars(g), f.__dict__)
f.__doc__ = 'new doc'; f.__module__ = 'elsewhere'; f.__annotations__['a'] = int; print(f.__doc__, f.__module__, f.__annotations__)
def h(x): return x * 2
def k(x): return x * 3
h.__code__ = k.__code__; print(h(5), h.__name__, h.__code__.co_name)
try: h.__code__ = (lambda: h2).__code__ if False else 5
except TypeError as e: print(e)
for attr in ('__globals__', '__closure__', '__builtins__'):
    try: setattr(f, attr, {})
    except (AttributeError, TypeError) as e: print(attr, type(e).__name__)
del f.count
try: f.count
except AttributeError as e: print(e)
try: f.__name__ = 5
except TypeError as e: print(e)
f.__dict__ = {'z': 1}; print(f.z)
try: f.__dict__ = 5
except TypeError as e: print(e)
print(f.__get__(1, int)(2, c=9) if False else f.__get__('self')(2, c=9), f.__call__(1, 2), type(f.__call__).__name__ != '', callable(f.__get__))
