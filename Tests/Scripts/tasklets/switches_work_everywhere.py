import stackless
ch = stackless.channel()
log = []
def gen():
    for i in range(2):
        yield ch.receive()
class C:
    def __init__(self): self.v = ch.receive()
    def __add__(self, o): return ch.receive() + o
    def __bool__(self): return ch.receive() > 0
    def __getattr__(self, n): return ch.receive()
    def __enter__(self): return ch.receive()
    def __exit__(self, *a): ch.receive()
    def __iter__(self): return self
    def __next__(self):
        v = ch.receive()
        if v is None: raise StopIteration
        return v
    def __eq__(self, o): return ch.receive()
    def __call__(self, x): return ch.receive() + x
    @property
    def p(self): return ch.receive()
async def coro(): return ch.receive()
def worker():
    log.append(list(gen()))
    c = C()
    log.append(c.v)
    log.append(c + 1)
    log.append('yes' if c else 'no')
    log.append(c.missing)
    log.append(c.p)
    with c as x: log.append(x)
    for v in c: log.append(v)
    log.append(c == 1)
    log.append(c(5))
    log.append([ch.receive() for i in range(2)])
    try:
        ch.receive()
    finally:
        log.append('finally')
    try: coro().send(None)
    except StopIteration as e: log.append(e.value)
    log.append(eval('ch.receive()'))
    exec('log.append(ch.receive())')
    log.append((lambda **k: ch.receive())(a=1))
t = stackless.tasklet(worker)()
values = [1, 2, 10, 20, 1, 'm', 'p', 'w', 'exit', 5, 6, None, True, 7, 8, 9, 'f', 'co', 'ev', 'ex', 'kw']
def feed():
    for v in values:
        ch.send(v)
stackless.tasklet(feed)()
stackless.run()
print(log)
print(t.alive, ch.balance)
