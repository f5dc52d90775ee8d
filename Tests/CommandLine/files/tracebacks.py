import sys

def divide(a, b):
    return (a + 1) / (b
                      - b)

def recursive(n):
    if n: recursive(n - 1)
    raise ValueError('end', n)

class Problem(Exception):
    def __str__(self): return 'a problem\nin two lines'

def which(name):
    if name == 'divide': divide(1, 2)
    if name == 'recursive': recursive(20)
    if name == 'chain':
        try: divide(1, 2)
        except ZeroDivisionError as e: raise Problem from e
    if name == 'context':
        try: {}['x']
        except KeyError: undefined_name
    if name == 'suppress':
        try: {}['x']
        except KeyError: raise Problem from None
    if name == 'group':
        problems = []
        for i in range(3):
            try: recursive(i)
            except ValueError as e: problems.append(e)
        raise ExceptionGroup('several', problems + [ExceptionGroup('inner', [TypeError(1), OSError(2, 'No', 'f')])])
    if name == 'note':
        e = ValueError('noted')
        e.add_note('first note')
        e.add_note('second\nnote')
        raise e
    if name == 'attribute': sys.maxsizee
    if name == 'name': sy.maxsize
    if name == 'item': [1, 2, 3][which][0][1]
    if name == 'call': divide(1, 2, 3)
    if name == 'keyword': divide(1, c=2)
    if name == 'import': import no_such_module.inner
    if name == 'from': from sys import no_such_name
    if name == 'unpack': a, b = 1, 2, 3
    if name == 'assert': assert name == 'x', 'message'
    if name == 'unicode': x = 'ä€😀' + 1
    if name == 'deep': deep()
    if name == 'str': raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})
    if name == 'compile': compile('x = (1,\ny 2', 'given.py', 'exec')
    if name == 'exec': exec('def f():\n  1 / 0\nf()')
    if name == 'lambda': (lambda: [1 / 0 for _ in '1'])()
    if name == 'generator': list(1 / n for n in (1, 0))
    if name == 'property': Holder().value
    if name == 'exit': raise SystemExit
    if name == 'base': raise BaseException('base')
    if name == 'stop': next(iter(()))
    if name == 'delattr': del Holder.nothing
    if name == 'hook':
        sys.excepthook = lambda *a: 1 / 0
        raise KeyError('k')

def deep(): deep()

class Holder:
    @property
    def value(self): return self.valeu
    valse = 1

which(sys.argv[1])
