class CM:
    def __init__(self, log): self.log = log
    def __enter__(self): self.log.append('+'); return self
    def __exit__(self, t, v, tb): self.log.append('-' if t is None else t.__name__[0]); return t is KeyError
def f(n, how):
    log = []
    for i in range(n):
        with CM(log):
            if how == 'continue' and i % 2: continue
            if how == 'break' and i == 5: break
            if how == 'raise' and i % 3 == 0: raise KeyError(i)
            if how == 'return' and i == 7: return ''.join(log)
            if how == 'error' and i == 8: [][i]
            log.append('.')
    else: log.append('E')
    return ''.join(log)
for how in ('none', 'continue', 'break', 'raise', 'return'):
    for _ in range(5): r = f(12, how)
    print(how, r)
for _ in range(5):
    try: f(12, 'error')
    except IndexError as e: r = str(e)
print(r)
def nest(n):
    log = []
    for i in range(n):
        with CM(log), CM(log):
            with CM(log):
                if i % 4 == 1: raise KeyError
                if i % 4 == 2: continue
            log.append(str(i))
    return ''.join(log)
for _ in range(5): r = nest(8)
print(r)
from contextlib import contextmanager
@contextmanager
def tag(t, out):
    out.append(f'<{t}>')
    try: yield len(out)
    except ValueError: out.append('!')
    finally: out.append(f'</{t}>')
def page(n):
    out = []
    for i in range(n):
        with tag('p', out) as k:
            out.append(str(k))
            if i % 3 == 2: raise ValueError
    return ''.join(out)
for _ in range(3): r = page(6)
print(r)
