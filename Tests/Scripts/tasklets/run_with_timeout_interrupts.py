import stackless
counts = {}
def busy(n):
    while True:
        counts[n] = counts.get(n, 0) + 1
def recursive(n):
    def fib(k): return k if k < 2 else fib(k - 1) + fib(k - 2)
    fib(40)
a = stackless.tasklet(busy)('a')
b = stackless.tasklet(recursive)('b')
turns = []
for i in range(6):
    t = stackless.run(1000)
    turns.append('a' if t is a else 'b' if t is b else t)
    print(t.paused, t.alive)
    t.insert()
print(turns, counts['a'] > 300)
def short(): counts['short'] = 1
a.remove().kill(); b.remove().kill()
stackless.tasklet(short)()
print(stackless.run(1000), counts['short'])
with stackless.atomic():
    print(stackless.getcurrent().atomic)
print(stackless.getcurrent().atomic)
def careful():
    with stackless.atomic():
        for i in range(5000): pass
        counts['done'] = 1
    while True: pass
c = stackless.tasklet(careful)()
print(stackless.run(100) is c, counts['done'])
def polite():
    for i in range(2000): pass
    counts['polite'] = 1
    stackless.schedule()
    counts['polite'] = 2
p = stackless.tasklet(polite)()
print(stackless.run(100, soft=True), counts['polite'])
stackless.run()
print(counts['polite'])
