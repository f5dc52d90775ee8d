a = [0, 1, 2, 3, 4, 5]
del a[0], a[-1]
print(a)
del a[1:3]
print(a)
b = list(range(10))
del b[::3]
print(b)
del (b[0], [b[1]])
print(b)
d = {'x': 1, 'y': 2}
del d['x']
print(d)
try: del d['x']
except KeyError as e: print('KeyError', e)
class C: pass
c = C(); c.v = 1
del c.v
try: del c.v
except AttributeError as e: print(e)
x = y = 1
del x, (y)
try: x
except NameError as e: print(e)
try: del x
except NameError as e: print(e)
def f():
    z = 1
    del z
    try: return z
    except UnboundLocalError as e: return str(e)
print(f())
def g():
    v = 1
    def h(): return v
    del v
    try: return h()
    except NameError as e: return type(e).__name__, str(e)
print(g())
class D:
    def __delitem__(self, k): print('delitem', k)
    def __delattr__(self, k): print('delattr', k)
o = D()
del o[1], o[1:2], o[..., 3], o.q
try:
    t = (1, 2)
    del t[0]
except TypeError as e: print(e)
try: del 'abc'[0]
except TypeError as e: print(e)
