def chain(e):
    out = []
    while e: out.append(f'{type(e).__name__}({e.args})'); e = e.__cause__ or (None if e.__suppress_context__ else e.__context__)
    return out
def f():
    try:
        try:
            try: 1 / 0
            except ZeroDivisionError: {}['k']
        except KeyError as k: raise ValueError('v') from k
    except ValueError: raise OSError('o')
try: f()
except OSError as e: print(chain(e))
try:
    try: raise KeyError('inner')
    except KeyError: raise ValueError('outer') from None
except ValueError as e: print(chain(e), repr(e.__context__))
def cleanup():
    try: raise KeyError('in cleanup')
    except KeyError: pass
try:
    try: raise ValueError('kept')
    except ValueError:
        cleanup()
        raise
except ValueError as e: print(e, repr(e.__context__))
e1 = ValueError('reused')
for i in range(2):
    try:
        try: raise KeyError(i)
        except KeyError: raise e1
    except ValueError as e: print(chain(e))
try:
    try: raise e1
    except ValueError as e: raise e
except ValueError as e: print(repr(e.__context__) != repr(e))
class CM:
    def __exit__(self, *a): raise KeyError('from exit')
    def __enter__(self): pass
try:
    with CM(): raise ValueError('body')
except KeyError as e: print(chain(e))
def gen():
    try: yield
    finally: raise KeyError('gen finally')
g = gen(); next(g)
try: g.throw(ValueError('thrown in'))
except KeyError as e: print(chain(e))
try:
    try: 1 / 0
    finally:
        try: [][1]
        except IndexError as i: print(chain(i))
except ZeroDivisionError as z: print(chain(z))
n = ValueError('x'); n.add_note('a'); n.__notes__.append('b'); print(n.__notes__, n, n.__dict__)
import sys
print(sys.exc_info(), sys.exception())
try: raise n
except ValueError: print(sys.exception() is n, sys.exc_info()[1] is n)
def inner(): return sys.exception()
try: raise n
except ValueError: print(inner() is n)
print(inner())
