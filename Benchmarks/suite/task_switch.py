"""Two tasks take turns: stackless.schedule(), or greenlet's switch() where there is no stackless."""

from pyperf import Runner

try:
    import stackless
except ImportError:
    from greenlet import greenlet


def turns_of_tasklets(count):
    done = []

    def task():
        schedule = stackless.schedule
        i = 0
        while i < count:
            schedule()
            i += 1
        done.append(i)

    stackless.tasklet(task)()
    stackless.tasklet(task)()
    stackless.run()
    return sum(done)


def turns_of_greenlets(count):
    done = []

    def task(other):
        switch = other().switch
        i = 0
        while i < count:
            switch()
            i += 1
        done.append(i)

    first = greenlet(lambda: task(lambda: second))
    second = greenlet(lambda: task(lambda: first))
    first.switch()
    second.switch()
    return sum(done)


if __name__ == "__main__":
    runner = Runner()
    runner.bench_func("task_switch", turns_of_tasklets if "stackless" in globals() else turns_of_greenlets, 100000)
