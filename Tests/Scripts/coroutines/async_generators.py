import types
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
@types.coroutine
def tick(): yield
async def ag(n):
    try:
        for i in range(n):
            await tick()
            got = yield i
            if got: print('got', got)
    except ValueError as e:
        yield ('ve', str(e))
    finally:
        await tick()
        print('agen cleanup')
async def main():
    print([x async for x in ag(3)])
    g = ag(5)
    print(await g.__anext__(), await g.asend('hello'), await g.athrow(ValueError('boo')))
    try: await g.__anext__()
    except StopAsyncIteration as e: print('stop', e.args)
    h = ag(3); print(await anext(h)); await h.aclose(); print(await anext(h, 'default'))
    try: await anext(h)
    except StopAsyncIteration: print('exhausted')
    k = ag(1); await k.__anext__()
    try: await k.athrow(KeyError('k'))
    except KeyError as e: print(repr(e))
    async for x in ag(10):
        if x == 1: break
    async def outer():
        async for v in ag(2): yield v * 10
        yield 'end'
    print([v async for v in outer()])
    f = ag(1)
    try: await f.asend(1)
    except TypeError as e: print(e)
    await f.aclose()
    async def stops():
        yield 1
        raise StopAsyncIteration
    try: print([x async for x in stops()])
    except RuntimeError as e: print(e)
    async def ign():
        try: yield 1
        except GeneratorExit: yield 2
    i = ign(); await anext(i)
    try: await i.aclose()
    except RuntimeError as e: print(e)
    print(type(g).__name__, g.ag_frame, g.ag_running, g.ag_code.co_name, hasattr(g, '__aiter__'), g.__aiter__() is g)
    ai = aiter(ag(1)); print(type(ai).__name__)
    async for _ in ai: pass
    try: aiter(5)
    except TypeError as e: print(e)
    try: anext(5)
    except TypeError as e: print(e)
    print(sum([x async for x in (y * y async for y in ag(4))]))
    return 'done'
print(run(main()))
async def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
async def take(n):
    out = []
    async for x in fib():
        if len(out) == n: return out
        out.append(x)
print(run(take(10)))
