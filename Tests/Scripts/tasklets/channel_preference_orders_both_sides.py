import stackless
def order(preference, all=False):
    log = []
    ch = stackless.channel()
    ch.preference = preference
    ch.schedule_all = all
    def sender():
        for i in range(2):
            log.append('s%d' % i)
            ch.send(i)
            log.append('S%d' % i)
    def receiver():
        for i in range(2):
            log.append('r%d' % i)
            assert ch.receive() == i
            log.append('R%d' % i)
    stackless.tasklet(sender)()
    stackless.tasklet(receiver)()
    stackless.run()
    return ' '.join(log)
print(order(-1))
print(order(0))
print(order(1))
print(order(-1, True))
