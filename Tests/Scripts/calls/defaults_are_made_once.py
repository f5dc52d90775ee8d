def f(a, l=[]):
    l.append(a)
    return l
print(f(1), f(2), f(3, []), f(4))
print(f.__defaults__)
f.__defaults__ = ([9],)
print(f(5))
f.__defaults__ = None
try: f(1)
except TypeError as e: print(e)
f.__defaults__ = (10, [11])
print(f())
def k(*, a=1, b): return a, b
print(k.__kwdefaults__, k(b=2))
k.__kwdefaults__ = {'b': 5}
try: print(k())
except TypeError as e: print(e)
k.__kwdefaults__ = {'a': 3, 'b': 5}
print(k())
k.__kwdefaults__['a'] = 'changed'
print(k())
try: f.__defaults__ = [1]
except TypeError as e: print(e)
try: k.__kwdefaults__ = (1,)
except TypeError as e: print(e)
i = 5
def late(x=i): return x
i = 6
print(late())
def cache(n, memo={0: 0, 1: 1}):
    if n not in memo: memo[n] = cache(n - 1) + cache(n - 2)
    return memo[n]
print(cache(50), len(cache.__defaults__[0]))
class C:
    n = 3
    def m(self, v=n): return v
C.n = 4
print(C().m())
