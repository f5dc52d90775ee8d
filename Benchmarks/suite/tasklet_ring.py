# A token passed around a ring of 10,000 tasklets: nanoseconds a hop.
import stackless, time

def node(left, right):
    while True:
        right.send(left.receive() + 1)

def main(size=10000, hops=1000000):
    first = left = stackless.channel()
    for i in range(size):
        right = stackless.channel()
        stackless.tasklet(node)(left, right)
        left = right
    stackless.run()
    start = time.perf_counter()
    v = 0
    while v < hops:
        first.send(v)
        v = left.receive()
    return (time.perf_counter() - start) / hops * 1e9

if __name__ == '__main__':
    print('hop %.1f ns' % main())
