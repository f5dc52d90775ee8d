import types, collections
@types.coroutine
def switch(cmd=None): return (yield cmd)
class Loop:
    def __init__(self): self.ready, self.time, self.timers, self.results, self.log = collections.deque(), 0, [], {}, []
    def spawn(self, coro, name): self.ready.append((coro, name, None, None)); return name
    def run(self):
        while self.ready or self.timers:
            if not self.ready:
                self.timers.sort(key=lambda t: t[0])
                self.time, coro, name = self.timers.pop(0)
                self.ready.append((coro, name, self.time, None))
            coro, name, value, exc = self.ready.popleft()
            try: cmd = coro.throw(exc) if exc else coro.send(value)
            except StopIteration as e: self.results[name] = e.value; continue
            except Exception as e: self.results[name] = repr(e); continue
            match cmd:
                case None: self.ready.append((coro, name, None, None))
                case ('sleep', n): self.timers.append((self.time + n, coro, name))
                case ('spawn', c, n): self.ready.append((coro, name, self.spawn(c, n), None))
                case ('fail', e): self.ready.append((coro, name, None, e))
                case other: self.ready.append((coro, name, None, TypeError(f'bad {other!r}')))
loop = Loop()
async def sleep(n): return await switch(('sleep', n))
async def worker(n):
    total = 0
    for i in range(n):
        t = await sleep(i % 3 + 1)
        total += t
        if i == 3: await switch()
    return total
async def failing():
    try: await switch(('fail', KeyError('sent back')))
    except KeyError as e: loop.log.append(repr(e))
    await switch('nonsense')
class Lock:
    def __init__(self): self.held = False
    async def __aenter__(self):
        while self.held: await sleep(1)
        self.held = True
    async def __aexit__(self, *a): self.held = False
lock = Lock(); order = []
async def critical(n):
    async with lock:
        order.append(('in', n)); await sleep(2); order.append(('out', n))
async def stream(n):
    for i in range(n): await sleep(1); yield i
async def consumer():
    return [x * x async for x in stream(5) if x != 2]
async def parent():
    names = [await switch(('spawn', worker(k), f'w{k}')) for k in (3, 30)]
    return names
for c, n in ((parent(), 'p'), (failing(), 'f'), (critical(1), 'c1'), (critical(2), 'c2'), (consumer(), 'cons')): loop.spawn(c, n)
loop.run()
print(sorted(loop.results.items(), key=str), loop.log, order, loop.time)
