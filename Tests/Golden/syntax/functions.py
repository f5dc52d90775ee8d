# Parameters of every shape, annotations, decorators, coroutines.
def f(): pass
def f(a): return a
def f(a, b=1, *c, d, e=2, **g): return a, *b
def f(a, /): pass
def f(a, b=1, /, c=2, *, d): pass
def f(a=1, /, b=2, *, c=3, **d): pass
def f(*, a): pass
def f(*a, b=1): pass
def f(**a): pass
def f(a: int, b: str = 'x', *c: int, d: float = 1.0, **e: dict) -> list[int]:
    "doc"
    return [a]
def f(*args: *Ts): pass
def f(
    a,
    b,
): pass
async def f(a):
    async for x in y:
        await z
    else:
        pass
    async with a as b, c:
        yield d
    async with (a as b, c as d): pass
    return [x async for x in y if await z]
@decorator
async def f(): pass
def outer():
    x = 1
    def inner():
        nonlocal x
        global y
        yield x
        yield from y
        z = yield
        return (yield z)
    return inner
g = lambda a, b=1, /, *c, d, e=2, **h: lambda: a
