# Coroutine functions that are called and awaited at once: native code makes no coroutine until one is suspended.
import sys
import traceback
import types


@types.coroutine
def pause(v):
    return (yield v)


def run(c, answers=()):
    """Drives a coroutine; what it yields, and its result."""
    seen = []
    send = None
    answers = list(answers)
    try:
        while True:
            seen.append(c.send(send))
            send = answers.pop(0) if answers else 0
    except StopIteration as e:
        return seen, e.value


async def fib(n):
    if n <= 1:
        return n
    return await fib(n - 1) + await fib(n - 2)


async def depth(n):
    if n == 0:
        return await pause("deep")
    r = await depth(n - 1)
    return (r, n) if n % 2 else r


async def sometimes(n):
    if n % 10 == 3:
        return n + await pause(n)
    return n


async def adds(n):
    total = 0
    for i in range(n):
        total += await sometimes(i)
    return total


async def fails(n):
    if n == 0:
        raise ValueError("no more")
    return await fails(n - 1)


async def fails_late(n):
    if n == 0:
        await pause("before")
        raise ValueError("late")
    return await fails_late(n - 1)


async def stops(n):
    if n == 0:
        raise StopIteration(5)
    return await stops(n - 1)


async def catches(n):
    try:
        return await fails(n)
    except ValueError as e:
        return "caught", str(e), await sometimes(3), repr(sys.exc_info()[1])


async def finally_(n, log):
    try:
        await depth(n)
    finally:
        log.append("finally")
        await sometimes(4)
        log.append("end")


async def in_handler(n):
    try:
        raise KeyError(n)
    except KeyError:
        for i in range(n):
            await sometimes(i)
        before = repr(sys.exc_info()[1])
        await depth(3)
        after = repr(sys.exc_info()[1])
    return before, after, sys.exc_info()[1]


async def inspects(n):
    if n == 0:
        return [f.name for f in traceback.extract_stack()][-4:]
    return await inspects(n - 1)


async def defaults(a, b=5, *, c=6):
    return a, b, c


async def uses_defaults(x):
    return await defaults(x), await defaults(x, 2), await defaults(x, c=1)


def closure(k):
    async def inner(x):
        return x + k

    async def outer(n):
        return [await inner(1), await inner(n)]
    return outer


class Thing:
    def __init__(self, n):
        self.n = n

    async def get(self, k):
        if k == 0:
            return self.n
        return await self.get(k - 1)


def show(error):
    print(type(error).__name__, error, [(t.name, t.lineno) for t in traceback.extract_tb(error.__traceback__)])


def attempt(c):
    try:
        return run(c)
    except BaseException as e:
        show(e)


for i in range(60):
    a = run(fib(6))
    b = run(depth(5), [i])
    c = run(adds(25), [100, 200])
    d = run(catches(3))
    log = []
    e = run(finally_(3, log))
    f = run(in_handler(4))
    g = run(inspects(3))
    h = run(uses_defaults(i))
    k = run(closure(i)(7))
    m = run(Thing(i).get(3))
for r in a, b, c, d, e, log, f, g, h, k, m:
    print(r)

print(run(fib(18)))
attempt(fails(4))
attempt(fails_late(4))
attempt(stops(2))

# Thrown into, and closed, while suspended deep down
for n in range(3):
    c = depth(6)
    print(c.send(None), c.cr_await is not None, c.cr_frame.f_lineno)
    try:
        c.throw(KeyError("thrown"))
    except KeyError as e:
        show(e)
    log = []
    c = finally_(4, log)
    c.send(None)
    c.close()
    print(log)

# Too deep
for n in range(2):
    try:
        run(fails(100000))
    except RecursionError as e:
        print("RecursionError")


# Resumed in turn
def together(*coroutines):
    order = []
    waiting = [(c, None) for c in coroutines]
    while waiting:
        c, v = waiting.pop(0)
        try:
            order.append(c.send(v))
            waiting.append((c, 1))
        except StopIteration as e:
            order.append(e.value)
    return order


for i in range(5):
    r = together(adds(15), depth(3), adds(5), depth(1))
print(r)


# The awaited function is replaced
async def one():
    return 1


async def ones(n):
    total = 0
    for i in range(n):
        total += await one()
    return total


print(run(ones(50)), run(ones(50)))


async def one():
    return await pause("two") or 2


print(run(ones(3)))
one = lambda: depth(0)
print(run(ones(2), [4, 5]))
