import stackless, gc
log = []
def f(n):
    ch = stackless.channel()
    try:
        ch.receive()
    finally:
        log.append(n)
def g():
    stackless.channel().receive()
def start():
    for n in range(3): stackless.tasklet(f)(n)
    for n in range(3): stackless.tasklet(g)()
    stackless.run()
start()
def clear(n):
    a = b = c = d = None
    return clear(n - 1) if n else 0
clear(50)
gc.collect()
for i in range(3): pass
print(len(log) >= 2, stackless.getruncount())
