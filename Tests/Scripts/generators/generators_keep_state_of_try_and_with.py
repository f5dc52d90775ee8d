class CM:
    def __init__(self, n): self.n = n
    def __enter__(self): print('enter', self.n); return self.n
    def __exit__(self, *a): print('exit', self.n, a[0] and a[0].__name__); return self.n == 'swallow'
def g():
    with CM('a') as a, CM('b'):
        yield a
        try:
            yield 'in try'
            1 / 0
        except ZeroDivisionError as e:
            yield repr(e)
            try: raise KeyError('nested')
            except KeyError: yield 'nested'
            yield repr(e)
        else: yield 'never'
        finally: yield 'finally'
    with CM('swallow'):
        yield 'x'
        raise ValueError
    yield 'end'
print(list(g()))
x = g(); next(x); next(x)
try: x.throw(OSError('thrown'))
except OSError as e: print(e)
try: next(x)
except StopIteration: print('stop')
except OSError as e: print('again', e)
import sys
def exc():
    yield sys.exc_info()[0]
    try: 1 / 0
    except ZeroDivisionError:
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]
e = exc()
try: raise KeyError
except KeyError:
    print(next(e), next(e), sys.exc_info()[0].__name__)

def loopy():
    for i in range(3):
        try:
            if i == 1: continue
            yield i
        finally: yield ('f', i)
print(list(loopy()))
def counter(n):
    total = 0
    while total < n:
        inc = yield total
        total += inc or 1
c = counter(10); print(next(c), c.send(3), next(c), c.send(4), list(c))
def bare():
    try: yield 1
    except: yield 'bare'; raise
b = bare(); next(b); print(b.throw(ValueError('kept')))
try: next(b)
except ValueError as v: print('reraised', v)
