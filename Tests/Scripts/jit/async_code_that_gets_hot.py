import types
@types.coroutine
def pause(x): return (yield x)
def run(c, feed=lambda v: v):
    n = 0; v = None
    try:
        while True:
            v = feed(c.send(v)); n += 1
    except StopIteration as e: return e.value, n
async def add(a, b):
    if (a + b) % 5 == 0: await pause('five')
    return a + b
async def total(n):
    t = 0
    for i in range(n): t = await add(t, i)
    return t
for _ in range(10): run(total(10))
print(run(total(60)), run(total(0)))
async def agen(n):
    for i in range(n):
        if i % 3 == 0: await pause(i)
        yield i * 2
async def consume(n): return sum([x async for x in agen(n) if x % 4 == 0]), [x async for x in agen(3)]
for _ in range(10): run(consume(6))
print(run(consume(50)))
class Lock:
    def __init__(self): self.n = 0; self.errors = 0
    async def __aenter__(self): self.n += 1; await pause('lock'); return self
    async def __aexit__(self, t, v, tb): self.errors += t is not None; await pause('unlock'); return t is ValueError
async def work(n):
    l = Lock()
    for i in range(n):
        async with l as k:
            if i % 4 == 3: raise ValueError(i)
            if i % 7 == 6: continue
            k.n += i
    return l.n, l.errors
for _ in range(5): run(work(5))
print(run(work(40)))
async def deep(n): return n if n == 0 else 1 + await deep(n - 1)
print(run(deep(150)))
async def catcher(n):
    bad = 0
    for i in range(n):
        try:
            await pause(i)
            if i % 3 == 0: raise KeyError(i)
        except KeyError: bad += 1; await pause('in except')
        finally: await pause('fin')
    return bad
for _ in range(5): run(catcher(5))
print(run(catcher(60)))
print(run(total(20), lambda v: 'ignored'))
