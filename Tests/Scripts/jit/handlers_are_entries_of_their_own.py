# Handlers that are reached often get native entries: except, else, finally, with, nested ones, in generators and at module level.
def loop(n):
    missing = found = 0
    order = []
    d = {i: i for i in range(0, n, 3)}
    for i in range(n):
        try:
            found += d[i]
        except KeyError as e:
            missing += e.args[0]
        else:
            order.append(i)
        finally:
            missing += 1
    return found, missing, len(order)


def nested(n):
    log = []
    for i in range(n):
        last = ()
        try:
            try:
                if i % 2: raise ValueError(i)
                raise TypeError(i)
            except ValueError as e:
                try:
                    raise KeyError('inner') from e
                except KeyError as k:
                    last = (type(k.__cause__).__name__, k.__context__ is e)
                raise
            except TypeError as e:
                raise RuntimeError('two') from None
        except (ValueError, RuntimeError) as e:
            last += (type(e).__name__, e.__suppress_context__, type(e.__context__).__name__)
            if i % 50 > 47: log.append(last)
    return log


class Manager:
    def __init__(self): self.seen = []
    def __enter__(self): return self
    def __exit__(self, kind, value, tb):
        self.seen.append(kind.__name__ if kind else None)
        return kind is LookupError


def managed(n):
    m = Manager()
    passed = 0
    for i in range(n):
        try:
            with m:
                if i % 4 == 1: raise LookupError(i)
                if i % 4 == 2: raise OSError(i)
                if i % 4 == 3: continue
        except OSError as e:
            passed += e.args[0]
    return passed, m.seen[-6:], len(m.seen)


def generator(n):
    for i in range(n):
        try:
            yield 10 // (i % 3)
        except ZeroDivisionError:
            yield -1
        except GeneratorExit:
            print('closed')
            raise


def restless(n):
    i = 0
    while i < n:
        try:
            while True:
                i += 1
                if i % 7 == 0: raise StopIteration(i)
                if i >= n: break
        except StopIteration as stop:
            i = stop.value + 1
    return i


def returns(i):
    for k in range(5):
        try:
            if k == i % 5: raise IndexError(k)
        except IndexError as e:
            return e.args[0], k
        finally:
            if i % 11 == 0: return 'finally'


def deleted(n):
    e = 0
    unbound = 0
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError as e:
            pass
        try:
            e
        except UnboundLocalError:
            unbound += 1
    return unbound


def unmatched(n):
    out = 0
    for i in range(n):
        try:
            try:
                raise KeyError(i)
            except (ValueError, TypeError):
                out = None
        except LookupError as e:
            out += e.args[0]
    return out


def not_a_class(n):
    for i in range(n):
        try:
            try:
                raise KeyError(i)
            except 'text':
                pass
        except TypeError as e:
            text = str(e), type(e.__context__).__name__
    return text


import sys
for _ in range(2):
    print(loop(1000))
    print(nested(400))
    print(managed(800))
    print(sum(generator(1000)))
    print(restless(2000))
    print([returns(i) for i in range(660)][-12:])
    print(deleted(700), unmatched(700), not_a_class(400))
    print(sys.exc_info())

g = generator(10)
next(g), next(g)
g.close()
count = 0
for i in range(1500):
    try:
        count += {}[i]
    except KeyError:
        count += 1
        if i % 2: continue
        count += 1
print(count)


def traced(n):
    lines = set()
    for i in range(n):
        try:
            if i % 2:
                raise ValueError
            [][i]
        except (ValueError, IndexError) as e:
            tb = e.__traceback__
            while tb.tb_next: tb = tb.tb_next
            lines.add((type(e).__name__, tb.tb_lineno))
    return sorted(lines)


print(traced(1500))
