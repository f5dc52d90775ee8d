import traceback, sys, os, io
folder = os.path.dirname(os.path.abspath(__file__)) + '/'
print(os.path.isabs(__file__), os.path.isabs(sys._getframe().f_code.co_filename))
class Out:
    def write(self, s): sys.stdout.write(s.replace(folder, ''))
out = Out()
def a(n): return b(n) + 1
def b(n):
    x = {'k': [1, 2]}
    return x['k'][n] / (n - 1)
for n in (1, 5):
    try: a(n)
    except Exception: print(traceback.format_exc(), file=out)
class C:
    def __getattr__(self, n): raise AttributeError('no ' + n)
    @property
    def p(self): return self.missing.thing
try: C().p
except AttributeError: traceback.print_exc(file=out)
try:
    try: {}['x']
    except KeyError as e: raise ValueError('wrapped') from e
except ValueError: traceback.print_exc(file=out)
try:
    try: [][0]
    finally: undefined
except NameError: traceback.print_exc(file=out)
def rec(n):
    if n == 0: raise RuntimeError('deep')
    rec(n - 1)
try: rec(6)
except RuntimeError: traceback.print_exc(file=out)
e = ValueError('with note'); e.add_note('note one\nline two'); e.add_note('note two')
print(''.join(traceback.format_exception(e)), traceback.format_exception_only(e), traceback.format_exception_only(KeyError, KeyError('q')))
try: exec('def f():\n  1/0\nf()')
except ZeroDivisionError: traceback.print_exc(file=out)
try: compile('x = = 1', 'bad.py', 'exec')
except SyntaxError: traceback.print_exc(file=out)
try: (lambda x, y: x +
      y)(1,
  'a')
except TypeError: traceback.print_exc(file=out)
try: [x / 0 for x in range(2)]
except ZeroDivisionError as z:
    tb = z.__traceback__
    print([(f.name, f.lineno, f.line) for f in traceback.extract_tb(tb)], tb.tb_lineno, tb.tb_next.tb_frame.f_code.co_name, tb.tb_next.tb_next)
    traceback.print_tb(tb, file=out, limit=1)
try: raise ExceptionGroup('eg', [ValueError(1), ExceptionGroup('in', [KeyError('k'), OSError('o')])])
except ExceptionGroup: traceback.print_exc(file=out)
te = traceback.TracebackException.from_exception(z2 := ZeroDivisionError('te')); print(list(te.format()), te.exc_type.__name__, str(te))
def st(): return traceback.extract_stack()[-1].name, sys._getframe().f_lineno, sys._getframe(1).f_code.co_name
print(st())
try: int('x' * 5)
except ValueError: print(traceback.format_exc(chain=False).splitlines()[-1], sys.exc_info()[0].__name__)
