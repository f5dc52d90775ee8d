import stackless, sys, gc
sys.setrecursionlimit(100000)
ch = stackless.channel()
def deep(n):
    if n == 0: return ch.receive()
    return deep(n - 1) + 1
results = []
def worker(n): results.append(deep(n))
ts = [stackless.tasklet(worker)(10000) for i in range(3)]
stackless.run()
print(ch.balance, [t.blocked for t in ts], ts[0].recursion_depth > 10000)
gc.collect()
for i in range(3): ch.send(i)
stackless.run()
print(results)
def many(i):
    data = [i, str(i)]
    ch.receive()
    results.append(data[0] + int(data[1]))
results.clear()
keep = [stackless.tasklet(many)(i) for i in range(3000)]
stackless.run()
gc.collect()
garbage = [[str(i)] * 5 for i in range(20000)]
del garbage
gc.collect()
while ch.balance: ch.send(None)
stackless.run()
print(len(results), sum(results))
