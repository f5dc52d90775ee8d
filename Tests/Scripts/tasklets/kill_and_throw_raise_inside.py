import stackless
log = []
def f(name):
    try:
        while True:
            stackless.schedule()
    except ValueError as e:
        log.append((name, 'value', e.args))
    except BaseException as e:
        log.append((name, type(e).__name__))
        raise
    finally:
        log.append((name, 'finally'))
a, b, c, d = [stackless.tasklet(f)(n) for n in 'abcd']
stackless.schedule()
a.kill()
print(log, a.alive); log.clear()
b.raise_exception(ValueError, 1, 2)
print(log, b.alive); log.clear()
c.throw(ValueError('x'), pending=True)
print(log, c.alive)
stackless.schedule()
print(log, c.alive); log.clear()
ch = stackless.channel()
def waiter():
    try: ch.receive()
    except KeyError as e: log.append(repr(e))
w = stackless.tasklet(waiter)()
stackless.schedule()
print(w.blocked, ch.balance, w.alive, w.scheduled, w.paused)
w.throw(KeyError, 'k')
print(log, ch.balance, w.alive); log.clear()
never = stackless.tasklet(f)('never')
never.kill()
print(never.alive, log)
a.kill()
try: a.throw(ValueError)
except RuntimeError as e: print(e)
d.kill(pending=True)
stackless.run()
print(log)
try: stackless.getcurrent().kill()
except stackless.TaskletExit: print('main killed itself')
