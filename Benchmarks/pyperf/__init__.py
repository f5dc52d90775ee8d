"""pyperf, as far as benchmark programs use it: runs each benchmark inside this process.

In:  a benchmark program that says `import pyperf` and makes a Runner; the environment variable
     SWIFTLET_BENCH, words `key=value` (see Plan) set by `swiftlet bench`.
Out: one line for each benchmark on stdout: MARK and a JSON object.

mode=time   the first iteration, then warm-up until the plan's time is used, then values of at least
            `min_time` seconds each.
mode=check  one iteration, watched: the digest says what it computed. The digest covers the results of the
            functions that the program defines (bench_time_func programs return only a time) and is made of
            structure, never of addresses, so that two implementations can be compared.
"""

import sys
from time import perf_counter

__version__ = "2.0"
VERSION = (2, 0)
MARK = "@bench "


class Plan:
    """What the driver asks for."""

    def __init__(self, text):
        words = dict(word.split("=", 1) for word in text.split())
        self.mode = words.get("mode", "time")
        self.values = int(words.get("values", "5"))
        self.min_time = float(words.get("min_time", "0.02"))
        self.warmup = float(words.get("warmup", "1.0"))
        self.limit = float(words.get("limit", "20"))


def _plan():
    # os may be what a program is stopped by; posix is enough.
    import posix
    return Plan(posix.environ.get(b"SWIFTLET_BENCH", b"").decode())


def _quote(text):
    out = ['"']
    for c in str(text):
        if c in '"\\':
            out.append("\\" + c)
        elif c < " " or c > "~":
            out.append("\\u%04x" % min(ord(c), 0xFFFF))
        else:
            out.append(c)
    out.append('"')
    return "".join(out)


def _emit(fields):
    parts = []
    for name, value in fields:
        parts.append(_quote(name) + ": " + value)
    sys.stdout.flush()
    sys.stdout.write(MARK + "{" + ", ".join(parts) + "}\n")
    sys.stdout.flush()


class Runner:
    def __init__(self, values=None, processes=None, loops=0, min_time=None, metadata=None, show_name=True,
                 program_args=None, add_cmdline_args=None, _argparser=None, warmups=None):
        self.metadata = dict(metadata or {})
        self.args = None
        self._parser = _argparser
        self._plan = _plan()

    @property
    def argparser(self):
        if self._parser is None:
            import argparse
            self._parser = argparse.ArgumentParser()
        return self._parser

    def parse_args(self, args=None):
        if self.args is None:
            if self._parser is None:
                self.args = _NoArguments()
            else:
                self.args = self._parser.parse_args(args)
        return self.args

    def bench_func(self, name, func, *args, inner_loops=None, metadata=None):
        def time_loops(loops):
            nonlocal result
            range_it = range(loops)
            t0 = perf_counter()
            for _ in range_it:
                result = func(*args)
            return perf_counter() - t0
        result = None
        self._bench(name, time_loops, inner_loops, lambda: result)

    def bench_time_func(self, name, time_func, *args, inner_loops=None, metadata=None):
        self._bench(name, lambda loops: time_func(loops, *args), inner_loops, lambda: None)

    def bench_async_func(self, name, func, *args, inner_loops=None, metadata=None, loop_factory=None):
        import asyncio

        async def main(loops):
            nonlocal result
            range_it = range(loops)
            t0 = perf_counter()
            for _ in range_it:
                result = await func(*args)
            return perf_counter() - t0

        def time_loops(loops):
            if loop_factory is None:
                return asyncio.run(main(loops))
            with asyncio.Runner(loop_factory=loop_factory) as runner:
                return runner.run(main(loops))
        result = None
        self._bench(name, time_loops, inner_loops, lambda: result)

    def _bench(self, name, time_loops, inner_loops, result):
        random = sys.modules.get("random")
        if random is not None:
            random.seed(20230411)
        if self._plan.mode == "check":
            from . import digest
            with digest.watching("__main__") as watcher:
                time_loops(1)
            watcher.add(result())
            _emit([("name", _quote(name)), ("digest", _quote(watcher.digest())), ("seen", str(watcher.seen))])
        else:
            self._time(name, time_loops, inner_loops or 1)

    def _time(self, name, time_loops, inner_loops):
        plan = self._plan
        started = perf_counter()
        first = time_loops(1)
        warmups = [(1, first)]
        loops = 1
        seconds = first
        spent = first
        while spent < plan.limit and (seconds < plan.min_time or spent < plan.warmup):
            if seconds < plan.min_time:
                # At most ten times more at once: the first iterations of a compiled program are its slowest.
                loops *= min(10, max(2, int(plan.min_time / max(seconds, 1e-9)) + 1))
            seconds = time_loops(loops)
            spent += seconds
            warmups.append((loops, seconds))
        values = []
        while len(values) < plan.values:
            values.append(time_loops(loops) / loops / inner_loops)
            if perf_counter() - started > 2 * plan.limit:
                break
        _emit([
            ("name", _quote(name)),
            ("first", repr(first / inner_loops)),
            ("loops", str(loops)),
            ("inner_loops", str(inner_loops)),
            ("warmups", "[" + ", ".join("[%d, %r]" % (n, s / n / inner_loops) for n, s in warmups) + "]"),
            ("values", "[" + ", ".join(map(repr, values)) + "]"),
        ])


class _NoArguments:
    """Namespace of a program that declared no options."""
