# schedule() between two tasklets: nanoseconds a switch.
import stackless, time

def loop(n):
    schedule = stackless.schedule
    i = 0
    while i < n:
        schedule()
        i += 1

def main(n=1000000):
    stackless.tasklet(loop)(n // 2)
    stackless.tasklet(loop)(n // 2)
    start = time.perf_counter()
    stackless.run()
    return (time.perf_counter() - start) / n * 1e9

if __name__ == '__main__':
    print('switch %.1f ns' % min(main() for i in range(3)))
