import stackless
ch = stackless.channel()
def attempt(what):
    try:
        what()
    except RuntimeError as e:
        print(e)
attempt(ch.receive)
attempt(lambda: ch.send(1))
print(ch.balance, ch.queue)
def idle(): stackless.schedule()
stackless.tasklet(idle)()
attempt(ch.receive)
stackless.tasklet(idle)()
attempt(lambda: ch.send(1))
def inner():
    try:
        stackless.channel().receive()
    except RuntimeError as e:
        print('inner', e)
    ch.send('freed')
stackless.tasklet(inner)()
print(ch.receive())
stackless.run()
attempt(stackless.schedule_remove)
print(ch.balance, stackless.getruncount())
