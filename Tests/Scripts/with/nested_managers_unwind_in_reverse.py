log = []
class M:
    def __init__(self, n, mode=''): self.n, self.mode = n, mode
    def __enter__(self):
        log.append(f'+{self.n}')
        if 'E' in self.mode: raise OSError(f'enter {self.n}')
        return self.n
    def __exit__(self, t, v, tb):
        log.append(f'-{self.n}{":" + t.__name__ if t else ""}')
        if 'X' in self.mode: raise LookupError(f'exit {self.n}')
        return 'S' in self.mode
def run(*ms, body=None):
    log.clear()
    try:
        with M(*ms[0]) as a, M(*ms[1]) as b, M(*ms[2]) as c:
            log.append(f'{a}{b}{c}')
            if body: raise body
        return 'normal', log[:]
    except Exception as e: return repr(e), repr(e.__context__), log[:]
print(run('a', 'b', 'c')); print(run('a', 'b', 'c', body=ValueError(1))); print(run('a', ('b', 'S'), 'c', body=ValueError(2))); print(run('a', 'b', ('c', 'E'))); print(run('a', ('b', 'X'), 'c', body=ValueError(3))); print(run(('a', 'S'), ('b', 'X'), ('c', 'X'), body=KeyError(4))); print(run('a', ('b', 'S'), ('c', 'E')))
def ret():
    with M('r') as r:
        with M('q', 'S'):
            return r
    return 'never'
log.clear(); print(ret(), log)
def gen():
    with M('g'):
        yield 1
        yield 2
log.clear(); g = gen(); next(g); g.close(); print(log)
