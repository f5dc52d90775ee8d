"""Functions made of functions: closures, partial application, decorators, higher-order calls."""

from functools import reduce

import pyperf


def compose(*functions):
    def composed(x):
        for f in functions:
            x = f(x)
        return x
    return composed


def adder(n):
    return lambda x: x + n


def memoised(function):
    known = {}

    def wrapper(*args):
        if args not in known:
            known[args] = function(*args)
        return known[args]
    return wrapper


def run(count):
    @memoised
    def steps(n):
        return 0 if n == 1 else 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)

    pipeline = compose(adder(1), lambda x: x * 2, adder(-3), abs)
    total = 0
    for n in range(1, count):
        total += pipeline(n) + steps(n)
    return total, reduce(lambda a, b: (a * 31 + b) % 1000003, map(pipeline, filter(lambda x: x % 3, range(count))))


if __name__ == "__main__":
    runner = pyperf.Runner()
    runner.bench_func("closures", run, 3000)
