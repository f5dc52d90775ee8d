def f(a, b, /, c, d=4, *e, f, g=7, **h): return a, b, c, d, e, f, g, h
print(f(1, 2, 3, f=6))
print(f(1, 2, c=3, f=6, d=5))
print(f(1, 2, 3, 4, 5, 6, f=0, z=1))
print(f(*[1, 2], *(3,), **{'f': 6}, **{'q': 1}))
print(f(1, *[2, 3], f=1, **{'a': 'A', 'b': 'B'}))
tests = [lambda: f(), lambda: f(1), lambda: f(1, 2), lambda: f(1, 2, 3), lambda: f(1, b=2, c=3, f=4), lambda: f(1, 2, 3, c=4, f=5),
    lambda: f(1, 2, f=3, **{'c': 1, 'f': 2}), lambda: f(*1, f=2), lambda: f(**1), lambda: f(1, 2, 3, f=1, **{1: 2})]
for t in tests:
    try: print(t())
    except TypeError as e: print(e)
def g(a, b=2): return a, b
for t in [lambda: g(), lambda: g(1, 2, 3), lambda: g(1, c=2), lambda: g(1, a=2), lambda: g(1, 2, b=3), lambda: g(b=1)]:
    try: print(t())
    except TypeError as e: print(e)
def n(): pass
for t in [lambda: n(1), lambda: n(1, 2), lambda: n(a=1)]:
    try: print(t())
    except TypeError as e: print(e)
def kw(*, a, b, c): pass
for t in [lambda: kw(), lambda: kw(a=1), lambda: kw(a=1, b=2), lambda: kw(1), lambda: kw(1, a=1, b=2, c=3)]:
    try: print(t())
    except TypeError as e: print(e)
def po(a, b, c, /): pass
for t in [lambda: po(), lambda: po(1), lambda: po(1, 2), lambda: po(1, 2, c=3), lambda: po(a=1, b=2, c=3)]:
    try: print(t())
    except TypeError as e: print(e)
