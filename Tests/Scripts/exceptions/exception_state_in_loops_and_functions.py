import sys
def cur(): return sys.exc_info()[0].__name__ if sys.exc_info()[0] else None
def handler():
    try: raise KeyError
    except KeyError: return cur()
try: raise ValueError
except ValueError:
    print(cur(), handler(), cur())
    for i in range(2):
        try: raise IndexError
        except IndexError: print(cur()); continue
        finally: print('f', cur())
    print(cur())
    try:
        try: raise TypeError
        finally: print(cur())
    except TypeError: print(cur())
    print(cur())
print(cur())
def ret():
    try: raise OSError
    except OSError: return cur()
    finally: print('fin', cur())
print(ret(), cur())
def brk():
    while True:
        try: raise EOFError
        except EOFError: break
    return cur()
print(brk())
def gen():
    try: raise ArithmeticError
    except ArithmeticError:
        yield cur()
        yield cur()
g = gen(); print(next(g), cur(), next(g), cur())
try: raise RuntimeError
except RuntimeError:
    print([cur() for _ in range(2)], (lambda: cur())(), list(map(lambda _: cur(), 'a')))
    class C:
        state = cur()
    print(C.state)
def rer():
    try: raise LookupError('r')
    except LookupError:
        try: 1 / 0
        except ZeroDivisionError: pass
        raise
try: rer()
except LookupError as e: print(repr(e), e.__context__)
def no_active():
    try: raise
    except RuntimeError as e: return str(e)
print(no_active())
try: raise ValueError('outer')
except ValueError:
    def inner(): raise
    try: inner()
    except ValueError as e: print('reraised', e)
class CM:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): print('exit', cur(), t.__name__ if t else None); return True
with CM(): raise KeyError('k')
print(cur())
try: raise ValueError
except ValueError:
    with CM(): pass
    with CM(): raise KeyError
    print(cur())
import traceback
def lines(): 
    try: raise ValueError('tb')
    except ValueError as e:
        try: raise
        except ValueError as f: return f is e, len(traceback.extract_tb(f.__traceback__))
print(lines())
