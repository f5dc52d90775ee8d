import types, inspect
@types.coroutine
def y(v): r = yield v; return r
async def inner(n):
    got = []
    for i in range(n):
        got.append(await y(i))
        try: await y('try')
        except ValueError as e: got.append(str(e))
        finally: got.append('fin')
    return got
c = inner(2)
print(inspect.getcoroutinestate(c), c.send(None), inspect.getcoroutinestate(c), c.cr_await is not None, c.send('a'), c.throw(ValueError('thrown')), c.send('b'))
try: c.send(None)
except StopIteration as e: print(e.value)
print(inspect.getcoroutinestate(c))
async def chain(*cs): return [await x for x in cs]
class Await:
    def __init__(self, v): self.v = v
    def __await__(self):
        if self.v: yield self.v
        return ('ret', self.v)
def run(c):
    out = []
    try:
        while True: out.append(c.send(None))
    except StopIteration as e: return out, e.value
print(run(chain(Await(1), Await(2), Await(0), inner(1))))
async def closes():
    try: await y('w')
    except GeneratorExit: print('closed'); raise
    finally: print('cleanup')
c = closes(); c.send(None); c.close(); print(inspect.getcoroutinestate(c))
c = closes(); c.close()
async def swallow():
    try: await y(1)
    except GeneratorExit: await y(2)
c = swallow(); c.send(None)
try: c.close()
except RuntimeError as e: print(e)
async def reraise():
    try: await y('x')
    except KeyError as e: raise OSError('new') from e
c = reraise(); c.send(None)
try: c.throw(KeyError('k'))
except OSError as e: print(repr(e), repr(e.__cause__))
w = inner(1).__await__(); print(type(w).__name__, next(w), w.send('via wrapper'), w.close())
async def rec(n): return 0 if n == 0 else 1 + await rec(n - 1)
print(run(rec(100)))
def old(): return (yield from inner2())
def inner2(): x = yield 'plain'; return x
g = old(); print(next(g)); 
try: g.send('val')
except StopIteration as e: print(e.value)
async def args(*a, k=1, **kw): return a, k, kw
print(run(args(1, 2, k=3, z=4)), inspect.iscoroutinefunction(args), inspect.isawaitable(Await(1)), inspect.iscoroutine(5))
