class A:
    v = 'class'
    def m(self): return 'method'
    @property
    def p(self): return 'prop'
    @staticmethod
    def s(): return 'static'
a = A()
a.v = 'inst'
a.m = lambda: 'inst fn'
a.s = 'inst s'
print(a.v, a.m(), a.s, A.v, A().m(), a.__dict__.keys())
try: a.p = 1
except AttributeError as e: print(e)
a.__dict__['p'] = 'hidden'
print(a.p, a.__dict__['p'])
del a.v
print(a.v)
try: del a.v
except AttributeError as e: print(e)
A.v = 'changed'
print(a.v, A().v)
del A.v
try: a.v
except AttributeError as e: print(e)
A.p = 'no longer property'
print(a.p, A().p)
a.__dict__ = {'fresh': 1}
print(a.fresh, a.m(), hasattr(a, 'v'))
try: a.__dict__ = 5
except TypeError as e: print(e)
a.__dict__['not identifier'] = 2
print(getattr(a, 'not identifier'), sorted(vars(a)))
try: setattr(a, 5, 1)
except TypeError as e: print(e)
try: getattr(a, 5)
except TypeError as e: print(e)
for bad in ['(5).x = 1', 'int.x = 1', 'object().x = 1', '[].x = 1', 'len.x = 1', 'None.x = 1', '"a".x', '(1).real = 2', 'A.__name__ = 5', 'del A.__name__', 'A.__dict__["z"] = 1', 'del a.__class__', 'a.__class__ = 1']:
    try: exec(bad); print('ok', bad)
    except (AttributeError, TypeError) as e: print(bad, '->', e)
class B: __slots__ = ('x',)
b = B()
try: b.y = 1
except AttributeError as e: print(e)
try: b.x
except AttributeError as e: print(e)
b.x = 1; print(b.x, hasattr(b, '__dict__'))
B.x = 'class level'
print(b.x)
