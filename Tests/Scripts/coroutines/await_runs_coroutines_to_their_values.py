import types, sys
def run(c):
    out = []
    try:
        v = c.send(None)
        while True:
            out.append(v)
            v = c.send(f'r{len(out)}')
    except StopIteration as e: return out, e.value
@types.coroutine
def suspend(x): return (yield x)
async def a(): return await suspend('one') + await suspend('two')
async def b():
    x = await a()
    for i in range(2): x += await suspend(i)
    return x
print(run(b()))
class Aw:
    def __init__(self, v): self.v = v
    def __await__(self):
        r = yield self.v
        return (self.v, r)
async def c(): return [await Aw(1), await Aw(2)]
print(run(c()))
async def d(): return [await Aw(i) for i in range(2)], {i: await Aw(i) for i in 'x'}, {await suspend(q) for q in 'y'}, (await suspend('t'), 5)
print(run(d()))
async def errs():
    try: await suspend('e')
    except KeyError as e: return 'caught', repr(e)
    finally: await suspend('fin')
e = errs(); print(e.send(None), e.throw(KeyError('k')))
try: e.send(None)
except StopIteration as s: print(s.value)
async def bad(x): return await x
for x in (5, None, [1], 'a', (i for i in [1])):
    try: run(bad(x))
    except TypeError as ex: print(ex)
co = a(); print(type(co).__name__, co.cr_frame is not None, co.cr_await, co.cr_running, co.cr_code.co_name); co.close()
try: co.send(None)
except RuntimeError as ex: print(ex)
co = a(); co.send(None)
try: run(bad(co))
except RuntimeError as ex: print(ex)
try: iter(a2 := a())
except TypeError as ex: print(ex)
a2.close()
class BadAwait:
    def __await__(self): return 5
class BadAwait2:
    def __await__(self): return a3
a3 = a()
for x in (BadAwait(), BadAwait2()):
    try: run(bad(x))
    except TypeError as ex: print(ex)
a3.close()
async def si(): raise StopIteration('s')
try: run(si())
except RuntimeError as ex: print(ex)
co = a()
try: co.send(1)
except TypeError as ex: print(ex)
co.close()
async def lam(): return (lambda: 1)() + await (lambda: suspend(2))() if False else 3
print(run(lam()))
async def nested():
    async def inner(): return await suspend('in')
    return await inner(), (await inner()).upper()
print(run(nested()))
