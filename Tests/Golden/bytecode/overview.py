"""doc"""
def fib(n):
    a, b = 0, 1
    while a < n:
        a, b = b, a + b
    return a
def f(x, *, k=3):
    "d"
    y = [i * 2 for i in x if i]
    if not y or x is None: return {**x, 'a': 1}
    for a, (b, *c) in x:
        print(a, b, sep='')
        if a: continue
        s += 1
    else:
        return
    def g(): return x
    try:
        x.foo(1, *y)
    except E as e:
        return e
    finally:
        del y
    with open(x) as q, z: return f"{x!r:>{y}} a"
class C(B, metaclass=M):
    x: int = 1
    @deco
    def m(self): return super().m()
