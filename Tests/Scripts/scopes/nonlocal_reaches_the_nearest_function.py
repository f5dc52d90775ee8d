def a():
    x = 1
    def b():
        def c():
            nonlocal x
            x += 1
            return x
        r = c()
        return r, x
    return b(), x
print(a())
def d():
    x = 'd'
    def e():
        x = 'e'
        def f():
            nonlocal x
            x = 'f'
        f()
        return x
    return e(), x
print(d())
def with_class():
    v = 0
    class C:
        nonlocal v
        v = 5
        w = v
    return v, hasattr(C, 'v'), C.w
print(with_class())
def shared():
    n = 10
    def add(k):
        nonlocal n
        n += k
        return add
    def show(): return n
    add(1)(2)(3)
    return show()
print(shared())
def deletes():
    q = 1
    def k():
        nonlocal q
        del q
    k()
    try: return q
    except UnboundLocalError as e: return str(e)
print(deletes())
def multi():
    a = b = 0
    def f():
        nonlocal a, b
        a, b = b + 1, a + 2
    f(); f()
    return a, b
print(multi())
