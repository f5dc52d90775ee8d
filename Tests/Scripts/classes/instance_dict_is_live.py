class A:
    def __init__(self): self.a = 1; self.b = 2
x = A()
d = x.__dict__
d['c'] = 3
print(x.c, list(d))
x.d = 4
print(d['d'], vars(x) is d)
del d['a']
print(hasattr(x, 'a'))
x.__dict__ = {'z': 26}
print(x.z, hasattr(x, 'b'))
try: x.__dict__ = 3
except TypeError as e: print(e)
y = A()
for i in range(300): setattr(y, 'n%d' % i, i)
print(len(y.__dict__), y.n299, y.a)
