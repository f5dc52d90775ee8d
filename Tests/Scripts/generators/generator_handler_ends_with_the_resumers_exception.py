# The state of handled exceptions behind a handler in a generator is its present resumer's, not the one it started under.
import sys
def gen():
    yield sys.exc_info()[0]
    try: 1 / 0
    except ZeroDivisionError:
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]
g = gen()
try: raise KeyError
except KeyError: print(next(g).__name__, next(g))
print(sys.exc_info()[0], next(g))
