log = []
def a(n):
    try:
        log.append(f'a{n}')
        return b(n)
    finally: log.append('a-fin')
def b(n):
    try:
        if n == 1: raise KeyError('b')
        return c(n)
    except KeyError: log.append('b-handled'); return 'kb'
    finally:
        log.append('b-fin')
        if n == 2: return 'override'
def c(n):
    with M('c'):
        if n == 2: raise ValueError('lost')
        if n == 3: raise OSError('out')
        return 'c'
class M:
    def __init__(self, n): self.n = n
    def __enter__(self): log.append('enter'); return self
    def __exit__(self, t, v, tb): log.append(f'exit {t.__name__ if t else None}')
for n in range(4):
    log.clear()
    try: r = a(n)
    except Exception as e: r = repr(e)
    print(n, r, log)
def gen():
    try: yield 1
    except ValueError: log.append('gv'); yield 2
    finally: log.append('gf')
log.clear(); g = gen(); next(g); print(g.throw(ValueError), log); g.close(); print(log)
def loop():
    for i in range(3):
        try:
            try: yield i
            finally: log.append(f'in{i}')
        finally: log.append(f'out{i}')
log.clear(); l = loop(); next(l); next(l); l.close(); print(log)
def deep(n):
    try:
        if n == 0: raise RuntimeError('bottom')
        deep(n - 1)
    except RuntimeError:
        log.append(n)
        if n < 2: raise
        return 'stopped'
    finally: log.append(-n)
log.clear(); print(deep(4), log)
def swallow():
    for _ in range(2):
        try: raise KeyError
        finally: continue
    return 'continued'
print(swallow())
def nested_return():
    try: return 'first'
    finally:
        try: return 'second'
        finally: log.append('third')
log.clear(); print(nested_return(), log)
