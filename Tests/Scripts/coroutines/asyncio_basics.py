import asyncio
async def work(n, d):
    await asyncio.sleep(d)
    return n * 2
async def fails(): await asyncio.sleep(0); raise ValueError('failed')
async def main():
    print(await work(1, 0), await asyncio.gather(work(1, 0.003), work(2, 0.001), work(3, 0)))
    t = asyncio.create_task(work(5, 0), name='mine')
    print(t.done(), t.get_name(), await t, t.done(), t.result())
    r = await asyncio.gather(fails(), work(1, 0), return_exceptions=True); print(r)
    try: await asyncio.wait_for(asyncio.sleep(5), 0.005)
    except asyncio.TimeoutError as e: print('timeout', repr(e))
    try: await asyncio.create_task(fails())
    except ValueError as e: print(e)
    c = asyncio.create_task(asyncio.sleep(10)); await asyncio.sleep(0); c.cancel()
    try: await c
    except asyncio.CancelledError: print('cancelled', c.cancelled())
    q = asyncio.Queue(2); out = []
    async def prod():
        for i in range(5): await q.put(i)
        await q.put(None)
    async def cons():
        while (x := await q.get()) is not None: out.append(x)
    await asyncio.gather(prod(), cons()); print(out)
    ev = asyncio.Event(); order = []
    async def waiter(n): await ev.wait(); order.append(n)
    ts = [asyncio.create_task(waiter(i)) for i in range(3)]; await asyncio.sleep(0); ev.set(); await asyncio.gather(*ts); print(order)
    lock = asyncio.Lock(); log = []
    async def locked(n):
        async with lock: log.append(('in', n)); await asyncio.sleep(0); log.append(('out', n))
    await asyncio.gather(locked(1), locked(2)); print(log)
    sem = asyncio.Semaphore(2); peak = cur = 0
    async def limited():
        nonlocal peak, cur
        async with sem: cur += 1; peak = max(peak, cur); await asyncio.sleep(0.001); cur -= 1
    await asyncio.gather(*[limited() for _ in range(5)]); print(peak)
    done, pending = await asyncio.wait([asyncio.create_task(work(i, i * 0.05)) for i in range(2)], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending)); [p.cancel() for p in pending]
    try:
        async with asyncio.TaskGroup() as tg: a = tg.create_task(work(7, 0)); tg.create_task(fails())
    except* ValueError as eg: print(eg.exceptions)
    loop = asyncio.get_running_loop(); f = loop.create_future(); loop.call_soon(f.set_result, 'soon'); print(await f)
    loop.call_later(0.001, order.append, 'later'); await asyncio.sleep(0.005); print(order[-1])
    for fut in asyncio.as_completed([work(1, 0.01), work(2, 0)]): print(await fut)
    print(await asyncio.shield(work(9, 0)), len(asyncio.all_tasks()), asyncio.current_task() is not None, asyncio.iscoroutinefunction(work))
    return 'end'
print(asyncio.run(main()))
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)
