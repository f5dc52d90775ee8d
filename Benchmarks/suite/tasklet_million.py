# A million tasklets blocked on a channel: bytes each, and whether they all go on.
import stackless, sys

done = 0

def waiter(ch):
    global done
    v = ch.receive()
    done += v

def memory():
    with open('/proc/self/status') as f:
        for line in f:
            if line.startswith('VmRSS'):
                return int(line.split()[1]) * 1024

def main(n=1000000):
    ch = stackless.channel()
    before = memory()
    for i in range(n // 1000):
        for j in range(1000):
            stackless.tasklet(waiter)(ch)
        stackless.run()
    each = (memory() - before) / n
    blocked = ch.balance
    while ch.balance:
        ch.send(1)
    stackless.run()
    return each, blocked, done

if __name__ == '__main__':
    print('%.0f bytes each, %d blocked, %d went on' % main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000000))
