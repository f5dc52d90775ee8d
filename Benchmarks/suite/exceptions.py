"""Raises and catches through several frames, with finally clauses and a context manager in between."""

import pyperf


class Refused(Exception):
    def __init__(self, number):
        super().__init__(number)
        self.number = number


class Counter:
    def __init__(self):
        self.entered = 0
        self.failed = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, kind, value, traceback):
        if kind is not None:
            self.failed += 1
        return False


def check(number):
    if number % 3 == 0:
        raise Refused(number)
    return number


def guarded(number, counter):
    with counter:
        try:
            return check(number)
        finally:
            counter.entered += 1


def run(count):
    counter = Counter()
    total = 0
    for number in range(count):
        try:
            total += guarded(number, counter)
        except Refused as e:
            total -= e.number
    return total, counter.entered, counter.failed


if __name__ == "__main__":
    runner = pyperf.Runner()
    runner.bench_func("exceptions", run, 5000)
