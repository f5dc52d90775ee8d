"""Two tasks exchange values: over channels, or by greenlet's switch(value) where there is no stackless."""

from pyperf import Runner

try:
    import stackless
except ImportError:
    from greenlet import greenlet


def messages_of_tasklets(count):
    there, back = stackless.channel(), stackless.channel()
    received = []

    def ask():
        for i in range(count):
            there.send(i)
            received.append(back.receive())

    def answer():
        for i in range(count):
            back.send(there.receive())

    stackless.tasklet(ask)()
    stackless.tasklet(answer)()
    stackless.run()
    return sum(received)


def messages_of_greenlets(count):
    received = []

    def ask():
        for i in range(count):
            received.append(second.switch(i))

    def answer(value):
        for i in range(count):
            value = first.switch(value)

    first, second = greenlet(ask), greenlet(answer)
    first.switch()
    return sum(received)


if __name__ == "__main__":
    runner = Runner()
    runner.bench_func("task_message", messages_of_tasklets if "stackless" in globals() else messages_of_greenlets, 100000)
