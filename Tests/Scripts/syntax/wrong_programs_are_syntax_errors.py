sources = ['x = ', 'def f(:', 'if x', 'for in y: pass', 'a b', '1 = x', 'f() = 1', 'x + 1 = 2', 'None = 1', 'def f(a, a): pass',
    'return 1', 'yield 1', 'break', 'continue', 'class C: return 1', 'def f():\nreturn', '  x = 1', 'if 1:\n  a\n b', "f'{'", 'import',
    'from x import', 'lambda x: = 1', 'del f()', 'x: int: 3', 'nonlocal x', 'def f():\n nonlocal q', 'def f(x):\n global x',
    'f(a=1, 2)', 'f(**k, *a)', 'f(a=1, a=2)', '*a', 'a, *b, *c = d', 'def f(*): pass', 'def f(a=1, b): pass', 'async x', 'await x',
    'try: pass', 'with: pass', '{1: 2, 3}', '{**a, 1}', '(a for b in c, d)', '"a" = 1', 'True = 1', 'print 1', 'exec "x"', 'x = 1 +',
    '[1, 2', ')', '"abc', "'''abc", '\\x', '$', 'a ? b', '1a', 'def 1f(): pass', '@', 'else: pass', 'from . import *\ndef f(): from x import *',
    'def f():\n  from x import *', '__debug__ = 1', 'f(__debug__=1)', 'match x:\n case a: pass\n case b: pass', 'match x:\n case a | b: pass',
    'x = yield = 1', 'assert (1, "m")', 'a = 1 if 2', 'not', 'class', 'while', 'x = (1,\n2', 'if x = 1: pass', 'f(x for x in y, 1)']
import warnings
warnings.simplefilter('ignore')
for s in sources:
    try:
        compile(s, '<s>', 'exec')
        print('OK', repr(s))
    except SyntaxError as e:
        print(type(e).__name__, repr(s), '|', e.msg, '|', e.lineno, e.offset)
