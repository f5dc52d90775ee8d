def a():
    print(x)
    x = 1
def b():
    if False: y = 1
    return y
def c():
    for i in []: pass
    return i
def d():
    try: 1 / 0
    except ZeroDivisionError as e: pass
    return e
def e_():
    def inner(): return z
    r = inner()
    z = 1
def f():
    w += 1
def g():
    import os.path as p
    del p
    p
def h(n):
    if n: v = n
    return v
def k():
    with open(__file__) as fh: pass
    del fh
    fh.close()
for fn in (a, b, c, d, e_, f, g, h, k):
    try: print(fn(0) if fn is h else fn())
    except NameError as ex: print(fn.__name__, type(ex).__name__, ex)
print(h(3))
class K:
    try: undefined_thing
    except NameError as ex: print(type(ex).__name__, ex, ex.name)
t = 1
def uses_after_del():
    global t
    del t
    return t
try: uses_after_del()
except NameError as ex: print(ex)
