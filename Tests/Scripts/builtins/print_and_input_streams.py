import sys, io
print(1, 'a', None, [1]); print(); print('x', end=''); print('y'); print('a', 'b', sep='-'); print('a', 'b', sep=''); print(*[1, 2], sep=', ', end='.\n'); print('sep none', 'x', sep=None, end=None)
o = io.StringIO(); print('to file', 5, file=o, flush=True); print(repr(o.getvalue()))
class W:
    def write(self, s): parts.append(s)
    def flush(self): parts.append('FLUSH')
parts = []; print('a', 1, file=W(), flush=True); print(parts)
for bad in (lambda: print(sep=5), lambda: print(end=5), lambda: print(file=5), lambda: print(nope=1)):
    try: bad()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
sys.stdin = io.StringIO('line one\nline two\n\nlast')
print(repr(input()), repr(input('prompt> ')), repr(input()), repr(input()))
try: input()
except EOFError as e: print('EOFError', e)
sys.stdin = io.StringIO('a\nb\nc\n'); print([l for l in sys.stdin], sys.stdin.read())
old = sys.stdout; sys.stdout = b = io.StringIO(); print('hidden'); sys.stdout = old; print(repr(b.getvalue()))
sys.stdout.write('direct\n'); print(sys.stdout.write('count\n')); sys.stdout.writelines(['a', 'b\n']); sys.stdout.flush()
print(sys.stdout.encoding.lower(), sys.stdout.isatty(), sys.stdout.fileno(), sys.stdout.name, sys.stdout.mode, sys.stdin.closed, sys.__stdout__ is sys.stdout)
sys.stdout.buffer.write(b'bytes\n'); sys.stdout.buffer.flush(); print('é☃😀')
class S:
    def __str__(self): raise ValueError('str fails')
try: print('before', S())
except ValueError as e: print(); print(e)
sys.stdout = None; print('nothing'); sys.stdout = old
del sys.stdout
try: print('x')
except RuntimeError as e: msg = str(e)
sys.stdout = old; print(msg)
sys.displayhook(5); sys.displayhook(None); import builtins; print(builtins._)
