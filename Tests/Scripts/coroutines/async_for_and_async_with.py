def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
class ACM:
    def __init__(self, n, swallow=False): self.n, self.s = n, swallow
    async def __aenter__(self): print('aenter', self.n); return self
    async def __aexit__(self, t, v, tb): print('aexit', self.n, t and t.__name__); return self.s
class AIter:
    def __init__(self, n): self.i, self.n = 0, n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n: raise StopAsyncIteration
        self.i += 1
        return self.i
async def main():
    async with ACM('a') as a, ACM('b'):
        print('body', a.n)
    async with ACM('s', True): raise ValueError('x')
    try:
        async with ACM('n'): 1 / 0
    except ZeroDivisionError as e: print(e)
    async for i in AIter(3):
        if i == 2: continue
        print('i', i)
    else: print('else')
    async for i in AIter(5):
        if i == 3: break
    else: print('never')
    print(i, [x async for x in AIter(3) if x != 2], {x: y async for x in AIter(2) for y in 'a'}, {x async for x in AIter(2)})
    g = (x * 2 async for x in AIter(2)); print(type(g).__name__, [v async for v in g])
    for bad in (5, [1], ACM('q')):
        try:
            async for x in bad: pass
        except TypeError as e: print(e)
        try:
            async with bad: print('body')
        except (TypeError, AttributeError) as e: print(type(e).__name__, e)
    async with ACM('ret'): return 'returned'
print(run(main()))
async def loops():
    for k in range(3):
        async with ACM(k):
            if k == 0: continue
            if k == 1: break
    return [[(i, j) async for j in AIter(i)] async for i in AIter(2)]
print(run(loops()))
class BadNext:
    def __aiter__(self): return self
    def __anext__(self): return 5
class BadIter:
    async def __aiter__(self): return self
async def bads():
    for b in (BadNext(), BadIter()):
        try:
            async for x in b: pass
        except TypeError as e: print(e)
import warnings; warnings.simplefilter('ignore')
run(bads())
for src in ['async with x: pass', 'async for x in y: pass', 'def f(): await x', 'def f(): return [x async for x in y]', 'async def f(): yield 1; return 2', 'async def f(): yield from x', 'class C: await x', 'async def f():\n def g(): await x']:
    try: compile(src, '<a>', 'exec'); print('ok', src)
    except SyntaxError as e: print(src, '->', e.msg)
