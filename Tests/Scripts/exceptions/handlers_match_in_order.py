def f(e):
    try: raise e
    except ZeroDivisionError: return 'zde'
    except (KeyError, IndexError) as x: return 'lookup', type(x).__name__
    except ArithmeticError as x: return 'arith', x.args
    except Exception as x: return 'exc', repr(x)
    except BaseException as x: return 'base', repr(x)
for e in (ZeroDivisionError(), KeyError(1), IndexError('i'), OverflowError('o'), ValueError('v', 2), SystemExit(3), KeyboardInterrupt(), GeneratorExit, StopIteration(5), OSError(2, 'no')): print(f(e))
def g(kinds):
    try: raise ValueError('x')
    except kinds: return 'matched'
print(g(ValueError), g((KeyError, (ValueError,)[0])), g(Exception))
for bad in (5, 'str', (ValueError, 5), int, [ValueError], None, ((ValueError,),)):
    try: print(bad, g(bad))
    except TypeError as e: print(e)
    except ValueError as e: print('not matched', e)
try: g(())
except ValueError as e: print('empty tuple', e)
class Meta(type):
    def __instancecheck__(c, o): return True
    def __subclasscheck__(c, o): return True
class M(Exception, metaclass=Meta): pass
try:
    try: raise ValueError('meta ignored')
    except M: print('wrong')
except ValueError as e: print(e)
def order():
    def ask(n, k): print('ask', n); return k
    try: 1 / 0
    except ask(1, KeyError): pass
    except ask(2, ZeroDivisionError): print('here')
    except ask(3, Exception): pass
order()
e = 'outer'
try: raise KeyError
except KeyError as e: pass
try: e
except NameError as n: print(n)
try:
    try: raise KeyError('first')
    except KeyError as a: raise IndexError('second')
    except IndexError: print('never')
except IndexError as b: print(b, repr(b.__context__))
try: pass
except: print('never')
else: print('else')
finally: print('finally')
try:
    try: pass
    except ValueError: print('never')
    else: raise ValueError('from else')
except ValueError as v: print(v)
class E1(Exception): pass
class E2(E1, ValueError): pass
for k in (E1, ValueError, Exception, E2, KeyError):
    try:
        try: raise E2('multi')
        except k as v: print(k.__name__, v)
    except E2: print('missed', k.__name__)
try: raise E1
except E1 as v: print(repr(v), v.args)
try: raise ValueError from KeyError
except ValueError as v: print(repr(v.__cause__))
try: raise
except RuntimeError as v: print(v)
