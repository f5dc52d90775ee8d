import sys, errno
def t(f):
    try: f()
    except BaseException as e: return e
e = t(lambda: open('/no/such/file')); print(type(e).__name__, e.errno, e.filename, e.strerror, e, repr(e), e.args)
print(OSError(errno.EACCES, 'x').__class__, OSError(errno.EEXIST, 'x').__class__.__name__, OSError('just text'), OSError(1, 'b', 'f').filename, OSError(1, 'b', 'f', None, 'g').filename2, str(OSError(1, 'b', 'f', 0, 'g')), IOError is OSError, EnvironmentError is OSError)
e = t(lambda: {}['k']); print(e.args, str(e), repr(e), KeyError('a', 'b'), KeyError())
e = t(lambda: undefined_name); print(e.name, e)
e = t(lambda: [].nope); print(e.name, e.obj, e)
e = t(lambda: __import__('no_such_module')); print(type(e).__name__, e.name, e.path, e)
e = t(lambda: exec('from os import nope')); print(type(e).__name__, e.name, str(e).split(' (')[0])
e = t(lambda: 'é'.encode('ascii')); print(e.encoding, e.object, e.start, e.end, e.reason, e)
e = t(lambda: b'\xff'.decode('utf-8')); print(e.encoding, e.object, e.start, e.end, e.reason, e)
e = t(lambda: compile('x = (', 'f.py', 'exec')); print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset)
e = t(lambda: sys.exit('msg')); print(e.code, e.args, repr(e)); print(SystemExit().code, SystemExit(1, 2).code)
e = StopIteration(5); print(e.value, StopIteration().value, StopAsyncIteration(1).args)
e = UnicodeDecodeError('u', b'abc', 1, 2, 'why'); print(e, e.args); e.reason = 'other'; print(e)
e = SyntaxError('m', ('f', 1, 2, 'txt', 3, 4)); print(e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, e)
print(SyntaxError('only'), SyntaxError(), ImportError('m', name='n', path='p').name, AttributeError('m', name='n', obj=1).obj, NameError('m', name='q').name)
for bad in (lambda: UnicodeDecodeError(), lambda: UnicodeEncodeError('a', b'b', 1, 2, 'c'), lambda: ImportError(x=1), lambda: ValueError(x=1), lambda: SyntaxError('m', (1, 2)), lambda: Exception().with_traceback(5), lambda: BaseExceptionGroup('x', []), lambda: ExceptionGroup('x', [1]), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup('x', [KeyboardInterrupt()])):
    e = t(bad); print(type(e).__name__, e)
class Mine(Exception):
    def __init__(self, a, b=2): super().__init__(a); self.b = b
m = Mine(1); print(m, repr(m), m.args, m.b, Mine.__mro__[1].__name__)
m.args = (7, 8); print(m, m.args); m.extra = 1; print(m.__dict__)
import pickle, copy
for x in (ValueError(1, 2), KeyError('k'), OSError(2, 'n', 'f'), m, UnicodeDecodeError('u', b'a', 0, 1, 'r'), ImportError('i', name='n')):
    y = pickle.loads(pickle.dumps(x)); print(type(y).__name__, y.args, str(y) == str(x), y.__dict__)
print(issubclass(FileNotFoundError, OSError), issubclass(UnicodeError, ValueError), issubclass(RecursionError, RuntimeError), issubclass(KeyError, LookupError), issubclass(ModuleNotFoundError, ImportError), issubclass(IndentationError, SyntaxError), issubclass(TabError, IndentationError), ConnectionResetError.__mro__[1:3], TimeoutError.__bases__, BlockingIOError(11, 'x', 5).characters_written, issubclass(EncodingWarning, Warning))
