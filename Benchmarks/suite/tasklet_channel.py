# Channel ping-pong between two tasklets: nanoseconds a message.
import stackless, time

def ping(a, b, n):
    for i in range(n):
        a.send(i)
        b.receive()

def pong(a, b, n):
    for i in range(n):
        b.send(a.receive())

def main(n=1000000):
    a, b = stackless.channel(), stackless.channel()
    stackless.tasklet(ping)(a, b, n // 2)
    stackless.tasklet(pong)(a, b, n // 2)
    start = time.perf_counter()
    stackless.run()
    return (time.perf_counter() - start) / n * 1e9

if __name__ == '__main__':
    print('message %.1f ns' % min(main() for i in range(3)))
