# Tasklets created, run and finished in batches of 1000: nanoseconds each.
import stackless, time

def nothing(i): pass

def main(n=1000000):
    start = time.perf_counter()
    tasklet = stackless.tasklet
    for batch in range(n // 1000):
        for i in range(1000):
            tasklet(nothing)(i)
        stackless.run()
    return (time.perf_counter() - start) / n * 1e9

if __name__ == '__main__':
    print('create, run, finish %.1f ns' % min(main() for i in range(3)))
