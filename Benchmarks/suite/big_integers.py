"""Integers beyond a machine word: Fibonacci numbers, factorials, powers modulo, conversion to decimal."""

import pyperf


def run(size):
    a, b = 0, 1
    for _ in range(size):
        a, b = b, a + b
    factorial = 1
    for n in range(2, size // 4):
        factorial *= n
    prime = 2 ** 127 - 1
    residue = pow(3, a % prime, prime)
    return len(str(a)), factorial % prime, residue, a & b, (a ^ b) >> 17


if __name__ == "__main__":
    runner = pyperf.Runner()
    runner.bench_func("big_integers", run, 2000)
