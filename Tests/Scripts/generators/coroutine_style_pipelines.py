def consumer(f):
    def start(*a):
        g = f(*a); next(g)
        return g
    return start
@consumer
def printer(out):
    while True: out.append((yield))
@consumer
def filt(pred, target):
    while True:
        v = yield
        if pred(v): target.send(v)
@consumer
def broadcast(*targets):
    while True:
        v = yield
        for t in targets: t.send(v)
@consumer
def average():
    total = count = 0; avg = None
    while True:
        v = yield avg
        total += v; count += 1; avg = total / count
a, b = [], []
pipe = broadcast(filt(lambda v: v % 2, printer(a)), filt(lambda v: v > 3, printer(b)))
for i in range(8): pipe.send(i)
print(a, b); av = average(); print([av.send(v) for v in (10, 20, 60)])
@consumer
def grep(word, out):
    try:
        while True:
            line = yield
            if word in line: out.append(line)
    except GeneratorExit: out.append('closed')
o = []; g = grep('py', o); [g.send(l) for l in ('python', 'java', 'pypy')]; g.close(); print(o)
def accumulate():
    total = 0
    while True:
        n = yield
        if n is None: return total
        total += n
def gather(results):
    while True: results.append((yield from accumulate()))
res = []; g = gather(res); next(g)
for batch in ([1, 2], [3, 4, 5], []):
    for v in batch: g.send(v)
    g.send(None)
print(res)
def retry(times):
    for i in range(times):
        try: v = yield i
        except ValueError as e: print('retry', i, e)
        else: return v
    raise RuntimeError('gave up')
r = retry(3); next(r); r.throw(ValueError('a')); 
try: r.send('value')
except StopIteration as e: print(e.value)
r = retry(2); next(r); r.throw(ValueError('x'))
try: r.throw(ValueError('y'))
except RuntimeError as e: print(e)
def chunks(it, n):
    it = iter(it)
    while True:
        c = []
        for v in it:
            c.append(v)
            if len(c) == n: break
        if not c: return 'end'
        yield c
def tagged(it): r = yield from chunks(it, 3); yield r
print(list(tagged(range(7))))
def rr(*gens):
    gens = list(gens)
    while gens:
        for g in gens[:]:
            try: yield next(g)
            except StopIteration: gens.remove(g)
print(list(rr(iter('abc'), iter('1'), iter('XY'))))
