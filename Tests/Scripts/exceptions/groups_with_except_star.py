def show(f):
    try: f(); print('no exception')
    except BaseException as e: print('escaped', repr(e), [repr(x) for x in getattr(e, 'exceptions', [])])
EG = ExceptionGroup
def a():
    try: raise EG('g', [ValueError(1), TypeError(2), EG('n', [ValueError(3), KeyError(4)])])
    except* ValueError as e: print('V', e.exceptions, e.message)
    except* (TypeError, OSError) as e: print('T', e.exceptions)
show(a)
def b():
    try: raise ValueError('plain')
    except* ValueError as e: print(type(e).__name__, e.exceptions, repr(e.message))
show(b)
def c():
    try: raise EG('g', [ValueError(1)])
    except* KeyError: print('never')
    else: print('never')
    finally: print('finally')
show(c)
def d():
    try: pass
    except* ValueError: print('never')
    else: print('else')
show(d)
def e():
    try: raise EG('g', [ValueError(1), KeyError(2)])
    except* ValueError: raise OSError('new')
    except* KeyError: raise
show(e)
def f():
    try: raise EG('g', [ValueError(1), KeyError(2)])
    except* ValueError: raise OSError('one')
    except* KeyError: raise OSError('two')
show(f)
def g():
    for i in range(3):
        try: raise EG('g', [ValueError(i)])
        except* ValueError as x: print(i, x.exceptions)
    return 'end'
print(g())
def h():
    try: raise EG('g', [ValueError(1)])
    except* EG: pass
show(h)
def k():
    try: raise EG('g', [ValueError(1)])
    except* 5: pass
show(k)
x = EG('top', [ValueError('a'), EG('mid', [KeyError('b'), ValueError('c')]), OSError('d')])
print(x.split(ValueError), x.subgroup(lambda e: 'b' in str(e)), x.subgroup(int) if 0 else x.derive([KeyError()]), x.subgroup((OSError, KeyError)).exceptions)
class MyEG(EG):
    def derive(self, es): return MyEG(self.message, es)
m, r = MyEG('my', [ValueError(), OSError()]).split(OSError); print(type(m).__name__, type(r).__name__, m, r)
print(BaseExceptionGroup('b', [ValueError()]).__class__.__name__, BaseExceptionGroup('b', [KeyboardInterrupt()]).__class__.__name__, isinstance(x, Exception), str(x), repr(x)[:40])
for s in ['try: pass\nexcept* A: pass\nexcept B: pass', 'try: pass\nexcept*: pass', 'def f():\n try: pass\n except* A: return 1', 'while 1:\n try: pass\n except* A: break', 'try: pass\nexcept* A: pass\nfinally: pass']:
    try: compile(s, 's', 'exec'); print('ok')
    except SyntaxError as z: print(z.msg)
