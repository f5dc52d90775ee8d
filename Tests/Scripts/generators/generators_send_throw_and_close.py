def g():
    got = []
    try:
        while True:
            try: got.append((yield len(got)))
            except ValueError as e: got.append(('ve', e.args))
    finally: print('cleanup', got)
x = g()
print(next(x), x.send('a'), x.throw(ValueError(1)), x.throw(ValueError, 2), x.send(None))
x.close(); x.close()
try: next(x)
except StopIteration as e: print('stop', e.value)
try: x.throw(KeyError('after close'))
except KeyError as e: print(repr(e))
y = g()
try: y.send(1)
except TypeError as e: print(e)
y.close(); print(list(y))
def ret():
    r = yield 1
    return r
z = ret(); next(z)
try: z.send('value')
except StopIteration as e: print(e.value, e.args)
def ignore():
    try: yield 1
    except GeneratorExit: yield 2
i = ignore(); next(i)
try: i.close()
except RuntimeError as e: print(e)
def raises():
    try: yield
    except GeneratorExit: raise KeyError('in close')
r = raises(); next(r)
try: r.close()
except KeyError as e: print(repr(e))
def stop():
    yield 1
    raise StopIteration('inner')
try: list(stop())
except RuntimeError as e: print(e, repr(e.__cause__))
def rec():
    yield next(me)
me = rec()
try: next(me)
except ValueError as e: print(e)
t = ret()
try: t.throw(OSError('before start'))
except OSError as e: print(e, t.gi_frame, t.gi_running)
for bad in [(5,), ('x',), (int,), (ValueError, KeyError()), (ValueError(1), 2), (ValueError, 1, 5)]:
    u = ret(); next(u)
    try: u.throw(*bad)
    except Exception as e: print(type(e).__name__, e)
def fin():
    try: yield 1
    finally: return 5
f = fin(); next(f)
try: f.throw(KeyError)
except StopIteration as e: print('swallowed', e.value)
w = ret(); print(w.gi_frame is not None, w.gi_code.co_name, w.gi_yieldfrom, w.gi_suspended); next(w); print(w.gi_suspended); w.close(); print(w.gi_frame)
