def count(n):
    x = yield n
    yield from range(x)


async def consume(source):
    async with source as items:
        async for item in items:
            await item
            yield item
    return


def total(rows):
    return sum(x * y for x, row in rows if x for y in row), {k: v for k, v in rows}
