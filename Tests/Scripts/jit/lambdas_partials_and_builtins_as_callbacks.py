from functools import partial, reduce
def run(f, n):
    out = []
    for i in range(n): out.append(f(i))
    return out[-3:]
for _ in range(20): run(lambda x: x + 1, 10)
class C:
    def __init__(self, k): self.k = k
    def __call__(self, x): return x * self.k
    def m(self, x): return x - self.k
    @classmethod
    def c(cls, x): return cls.__name__ + str(x)
print([run(f, 10) for f in (lambda x: x + 1, str, C(3), C(4).m, C.c, partial(pow, 2), [5] * 20 and [*range(20)].__getitem__, float, bool, lambda x, y=2: (x, y), partial(lambda *a, **k: (a, k), 1, z=2), 'abc'.__mul__, hex, (10).__add__, {i: -i for i in range(10)}.get)])
def compose(fs, x):
    for f in fs: x = f(x)
    return x
for _ in range(30): compose([abs, str], -5)
print(compose([abs, str, len], -123), compose([sorted, tuple, sum], {3, 1}), compose([], 'x'))
print(sum(map(lambda x: x * x, range(100))), list(filter(lambda x: x % 30 == 0, range(100))), reduce(lambda a, b: a * b % 1009, range(1, 100)), sorted(range(20), key=lambda x: (x * 7 % 11, -x)), max(range(50), key=lambda x: x * (50 - x)), [*map(lambda a, b: a - b, range(5), [1.5] * 5)])
def memo(f):
    c = {}
    def w(n):
        if n not in c: c[n] = f(n)
        return c[n]
    return w
fib = memo(lambda n: n if n < 2 else fib(n - 1) + fib(n - 2)); print(fib(90))
def counter():
    c = 0
    def f(x=1):
        nonlocal c
        c += x
        return c
    return f
a, b = counter(), counter()
for i in range(50): a(); b(i)
print(a(0), b(0))
ops = {'+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b}
def rpn(s):
    st = []
    for t in s.split():
        if t in ops: b, a = st.pop(), st.pop(); st.append(ops[t](a, b))
        else: st.append(float(t) if '.' in t else int(t))
    return st
for _ in range(10): rpn('1 2 + 3 *')
print(rpn('1 2 + 3 *'), rpn('2 0.5 * 4 -'), rpn('9 ' * 40 + '+ ' * 39))
try: rpn('+')
except IndexError as e: print(e)
