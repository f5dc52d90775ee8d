def inner():
    try:
        x = yield 'i1'
        print('inner got', x)
        y = yield 'i2'
        print('inner got', y)
    except ValueError as e:
        print('inner caught', e)
        yield 'after'
    finally: print('inner done')
    return 'result'
def outer():
    r = yield from inner()
    print('r', r)
    yield from [1, 2]
    yield from 'ab'
    return (yield from (i for i in ()))
o = outer()
print(next(o), o.send('s1'), o.throw(ValueError('v')), list(o))
o = outer(); next(o); o.close()
o = outer(); next(o)
try: o.throw(KeyError('k'))
except KeyError as e: print('out', e)
def bad():
    yield from 5
try: list(bad())
except TypeError as e: print(e)
def tosend():
    yield from [1, 2]
t = tosend(); next(t)
try: t.send(5)
except AttributeError as e: print(e)
print(list((lambda: (yield from range(3)))()))
class Sub:
    def __iter__(self): return self
    def __next__(self): return 'n'
    def send(self, v): return ('sent', v)
    def throw(self, *a): return ('thrown', a[0].__name__ if isinstance(a[0], type) else type(a[0]).__name__)
    def close(self): print('closed')
def d(): yield from Sub()
x = d(); print(next(x), x.send(5), x.throw(ValueError), x.throw(KeyError(1))); x.close()
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(3)))
def chain(n):
    for i in range(n): yield i
    return n
def total():
    a = yield from chain(2)
    b = yield from chain(3)
    return a * 10 + b
def run(g):
    out = []
    while True:
        try: out.append(next(g))
        except StopIteration as e: return out, e.value
print(run(total()))
def deep(n):
    if n == 0: yield 'bottom'
    else: yield from deep(n - 1)
print(list(deep(100)))
def yf():
    yield from gi
gi = yf()
try: next(gi)
except ValueError as e: print(e)
