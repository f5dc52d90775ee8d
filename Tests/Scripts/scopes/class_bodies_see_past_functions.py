x = 'global'
def f():
    x = 'function'
    class A:
        print(x)
        x = 'class'
        print(x)
        def m(self): return x
        y = [x for _ in range(1)]
        z = [i for i in x]
    return A
A = f()
print(A().m(), A.y, A.z, A.x)
class B:
    n = 3
    try:
        bad = [n for _ in range(n)]
    except NameError as e:
        print('NameError', e)
    good = [i for i in range(n)]
    print(good)
    del n
print(hasattr(B, 'n'))
class C:
    x = x
    def get(self): return x
print(C.x, C().get())
def g():
    y = 1
    class D:
        y = y if False else 2
        def h(self): return y
    return D.y, D().h()
try: print(g())
except NameError as e: print(type(e).__name__, e)
class E:
    locals()['injected'] = 5
    print(injected)
print(E.injected)
class F:
    a = 1
    f = lambda self: a
a = 'module a'
print(F().f())
