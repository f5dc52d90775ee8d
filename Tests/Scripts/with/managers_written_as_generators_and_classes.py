from contextlib import contextmanager, ContextDecorator, ExitStack
@contextmanager
def timer(log, name):
    log.append(f'start {name}')
    try: yield log
    except ZeroDivisionError: log.append('zde')
    else: log.append('clean')
    finally: log.append(f'stop {name}')
log = []
with timer(log, 'a') as l: l.append('body')
with timer(log, 'b'): 1 / 0
try:
    with timer(log, 'c'): {}['k']
except KeyError as e: log.append(repr(e))
print(log)
class deco(ContextDecorator):
    def __init__(self, n): self.n = n
    def __enter__(self): print('in', self.n); return self
    def __exit__(self, *e): print('out', self.n, e[0] and e[0].__name__); return self.n == 'quiet'
@deco('f')
def f(x): return x * 2
@deco('quiet')
def g(): raise ValueError
print(f(4), g())
class Transaction:
    def __init__(self, d): self.d = d
    def __enter__(self): self.saved = dict(self.d); return self.d
    def __exit__(self, t, v, tb):
        if t: self.d.clear(); self.d.update(self.saved)
        return t is RuntimeError
data = {'a': 1}
with Transaction(data) as d: d['b'] = 2
with Transaction(data) as d: d['a'] = 99; raise RuntimeError('rolled back')
print(data)
with ExitStack() as s:
    vals = [s.enter_context(timer(log, str(i))) for i in range(3)]
    s.callback(log.append, 'callback'); log.append('in stack')
print(log[-8:])
