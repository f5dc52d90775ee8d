def counter():
    n = 0
    def inc(k=1):
        nonlocal n
        n += k
        return n
    def get(): return n
    return inc, get
inc, get = counter()
for _ in range(100): inc()
print(get(), inc(0.5), get(), inc(2 ** 62), get())
def loop(n):
    total = 0
    def add(x):
        nonlocal total
        total += x
    for i in range(n): add(i)
    return total
for _ in range(20): loop(20)
print(loop(1000))
def makers(n): return [lambda x, i=i: x * i for i in range(n)], [lambda x: x * n for _ in range(n)]
a, b = makers(5)
def apply(fs, v): return [f(v) for f in fs]
for _ in range(40): r = apply(a, 3), apply(b, 3)
print(r)
def cells():
    x = 'int'
    def read():
        out = []
        for _ in range(60): out.append(x)
        return out[0], out[-1]
    r1 = read(); x = 5; r2 = read(); x = None; r3 = read()
    del x
    try: read()
    except NameError as e: r4 = str(e)
    x = [1]
    return r1, r2, r3, r4, read()
print(cells())
def accumulate():
    acc = []
    def push(v):
        acc.append(v)
        return len(acc)
    for i in range(100): n = push(i)
    return n, acc[:3]
for _ in range(5): r = accumulate()
print(r)
def compose(*fs):
    def h(x):
        for f in fs: x = f(x)
        return x
    return h
c = compose(lambda x: x + 1, lambda x: x * 2, str)
for _ in range(60): r = c(20)
print(r)
def state_machine():
    state = 'a'
    def step():
        nonlocal state
        if state == 'a': state = 'b'
        elif state == 'b': state = 'c'
        else: state = 'a'
        return state
    return ''.join([step() for _ in range(100)])
print(state_machine()[:9], state_machine().count('a'))
def shared():
    v = 0
    def w():
        nonlocal v
        for i in range(100): v = v + r()
    def r(): return v % 3 + 1
    w()
    return v
print(shared())
class K:
    def make(self):
        def f(): return self.v, __class__.__name__
        return f
k = K(); k.v = 1; f = k.make()
for _ in range(60): r = f()
k.v = 'changed'; print(r, f())
