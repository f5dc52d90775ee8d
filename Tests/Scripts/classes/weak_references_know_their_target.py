import weakref, _weakref
class A:
    def f(self): return 'f'
    def __len__(self): return 4
    v = 1
a = A()
r = weakref.ref(a)
print(r() is a, r is weakref.ref(a), r == weakref.ref(a), hash(r) == hash(a), weakref.getweakrefcount(a))
p = weakref.proxy(a)
print(p.f(), len(p), p.v, type(p).__name__)
p.w = 5
print(a.w)
try: weakref.ref(3)
except TypeError as e: print(e)
try: weakref.ref([])
except TypeError as e: print(e)
class S:
    __slots__ = ()
try: weakref.ref(S())
except TypeError as e: print(e)
d = weakref.WeakValueDictionary(); d['k'] = a
print(d['k'] is a, len(d))
s = weakref.WeakSet(); s.add(a)
print(a in s, len(s))
m = weakref.WeakMethod(a.f)
print(m()())
