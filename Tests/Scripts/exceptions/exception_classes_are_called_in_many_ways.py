# Constructors of exceptions: plain ones, with fields, with __new__, __init__ or a metaclass of their own; raise of classes.
class Simple(Exception): pass


class WithInit(Exception):
    def __init__(self, a, b=2):
        self.b = b


class WithNew(Exception):
    def __new__(cls, *args):
        self = super().__new__(cls, 'new', *args)
        self.made = True
        return self


class Both(Exception):
    def __new__(cls, *args, **kw): return super().__new__(cls, *args)
    def __init__(self, *args, key=None): super().__init__('init', *args)


class Meta(type):
    def __call__(cls, *args): return super().__call__('meta', *args)


class ByMeta(Exception, metaclass=Meta): pass


class Keyed(Exception):
    def __init__(self, **kw): self.kw = kw


def attempt(f):
    try:
        raise f()
    except BaseException as e:
        return type(e).__name__, e.args, str(e), {k: v for k, v in sorted(vars(e).items())}


makers = [
    lambda: Simple, lambda: Simple(), lambda: Simple(1), lambda: Simple(1, 2), lambda: WithInit(1), lambda: WithInit(1, b=5), lambda: WithInit,
    lambda: WithNew(), lambda: WithNew(3), lambda: WithNew, lambda: Both(1, key=2), lambda: ByMeta, lambda: ByMeta(1), lambda: Keyed(a=1),
    lambda: KeyError('k'), lambda: KeyError, lambda: ValueError('v', 1), lambda: StopIteration(3), lambda: SystemExit(4), lambda: OSError(2, 'gone', 'f'),
    lambda: ImportError('m', name='n', path='p'), lambda: AttributeError('a', name='x', obj=1), lambda: NameError('n', name='q'), lambda: Simple(x=1),
    lambda: UnicodeDecodeError('utf-8', b'x', 0, 1, 'why'), lambda: 3, lambda: int, lambda: ZeroDivisionError(), lambda: GeneratorExit(1),
    lambda: BaseException(1, 2), lambda: ExceptionGroup('g', [ValueError(1)]), lambda: MemoryError('m'), lambda: RecursionError(),
]
for _ in range(3):
    for f in makers:
        r = attempt(f)
    for f in makers: print(attempt(f))

print(StopIteration(3).value, SystemExit(4).code, OSError(2, 'x').errno, isinstance(OSError(2, 'x'), FileNotFoundError))
try:
    raise Simple from Simple('cause')
except Simple as e:
    print(repr(e), repr(e.__cause__), e.__suppress_context__)
