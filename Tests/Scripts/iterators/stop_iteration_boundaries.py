def g():
    yield 1
    return 'ret'
def outer(): return (yield from g())
it = outer(); print(next(it))
try: next(it)
except StopIteration as e: print(e.value, e.args)
try: next(it)
except StopIteration as e: print(e.value)
def leak():
    yield next(iter([]))
try: list(leak())
except RuntimeError as e: print(e, type(e.__cause__).__name__)
print(list(next(iter([]), 'default') for _ in range(2)))
try: list(next(iter([])) for _ in range(2))
except RuntimeError as e: print(e)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration('custom')
        return self.n
print([x for x in It()], list(map(lambda x: x, It())), sum(It()))
def stop_in_map(x):
    if x == 2: raise StopIteration('from func')
    return x
print(list(map(stop_in_map, [1, 2, 3])))
try: [stop_in_map(x) for x in [1, 2]]
except StopIteration as e: print('escapes', e)
for x in It():
    if x == 1: continue
    break
else: print('never')
print(x)
class Sub(StopIteration): pass
class It2(It):
    def __next__(self): raise Sub('sub')
print(list(It2()))
try: next(It2())
except Sub as e: print(e.value)
e = StopIteration(1, 2); print(e.value, e.args); e.value = 5; print(e.value)
def ret_tuple(): return (1, 2); yield
try: next(ret_tuple())
except StopIteration as e: print(e.value)
print(dict(a=1).items().__iter__().__next__(), iter([1]).__next__(), [].__iter__().__length_hint__())
