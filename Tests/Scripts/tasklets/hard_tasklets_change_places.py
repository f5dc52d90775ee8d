# Tasklets that native routines wait for are suspended and resumed in any order, die with exceptions, and are killed.
import stackless
ch = stackless.channel()
log = []
class Key:
    def __init__(self, n): self.n = n
    def __hash__(self):
        stackless.schedule()
        return self.n
    def __eq__(self, other):
        stackless.schedule()
        return self.n == other.n
def probe(name, n):
    d = {}
    for i in range(n): d[Key(i % 3)] = i
    log.append((name, sorted((k.n, v) for k, v in d.items())))
for i in range(5): stackless.tasklet(probe)(i, i + 2)
stackless.run()
for line in sorted(log): print(line)
# Last in, first out and the other way round.
for order in (1, -1):
    channels = [stackless.channel() for i in range(4)]
    out = []
    def wait(c): out.append(sorted([3, 1, 2], key=lambda x: c.receive() * x))
    for c in channels: stackless.tasklet(wait)(c)
    stackless.run()
    for round in range(3):
        for c in channels[::order]: c.send(-1); stackless.run()
    print(out)
# Depth upon depth.
def nested(n):
    if n == 0: return ch.receive()
    return eval('max([n], key=lambda n: nested(n - 1))', {'n': n, 'nested': nested}) + len(str(Repr(n)))
class Repr:
    def __init__(self, n): self.n = n
    def __repr__(self): return 'x' * ch.receive()
result = []
t = stackless.tasklet(lambda: result.append(nested(30)))()
stackless.run()
sent = 0
while ch.balance: ch.send(2); sent += 1; stackless.run()
print(result, sent, t.alive)
# Exceptions and kills come out of the native routine.
def victim():
    try: repr([Repr(1)])
    except ValueError as e: log.append(('value', str(e)))
    finally: log.append('finally')
log.clear()
a, b = stackless.tasklet(victim)(), stackless.tasklet(victim)()
stackless.run()
print(a.nesting_level > 0, a.restorable, a.blocked)
a.throw(ValueError, 'thrown')
b.kill()
print(log, a.alive, b.alive, ch.balance)
# The main tasklet, too, waits inside a native routine.
def sender():
    for i in range(3): ch.send(i)
stackless.tasklet(sender)()
print(sorted('cab', key=lambda c: ch.receive()))
stackless.tasklet(sender)()
print({Repr(0).__class__: [x for x in map(lambda x: ch.receive(), 'abc')]})
# An uncaught exception of a hard tasklet reaches main.
class Bad:
    def __str__(self):
        stackless.schedule()
        raise KeyError('bad')
stackless.tasklet(lambda: str(Bad()))()
try: stackless.run()
except KeyError as e: print('KeyError', e)
# Many.
out.clear()
for i in range(300): stackless.tasklet(wait)(ch)
stackless.run()
while ch.balance: ch.send(1)
stackless.run()
while ch.balance: ch.send(1); stackless.run()
print(len(out), out[0], set(map(tuple, out)))
