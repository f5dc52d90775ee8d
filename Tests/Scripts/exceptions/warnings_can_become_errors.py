import warnings, sys
def old(): warnings.warn('old is old', DeprecationWarning, stacklevel=2); return 1
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); old(); warnings.warn('user'); warnings.warn(RuntimeWarning('inst'))
    print([(x.category.__name__, str(x.message), x.lineno) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try: old()
    except DeprecationWarning as e: print('raised', e)
    warnings.filterwarnings('ignore', message='qui.*'); warnings.warn('quiet please')
    try: warnings.warn('loud')
    except UserWarning as e: print(e)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('default')
    for i in range(3): warnings.warn('once per place')
    warnings.simplefilter('once'); [warnings.warn('o') for _ in range(3)]
    print(len(w))
warnings.showwarning = lambda m, c, f, l, file=None, line=None: print('SHOW', m, c.__name__)
warnings.warn('shown'); warnings.warn_explicit('explicit', UserWarning, 'file.py', 7)
print(warnings.formatwarning('m', UserWarning, 'f.py', 3, 'line text'))
for bad in (lambda: warnings.warn('x', int), lambda: warnings.warn('x', 5), lambda: warnings.simplefilter('nope'), lambda: warnings.filterwarnings('error', category=5)):
    try: bad()
    except (TypeError, AssertionError) as e: print(type(e).__name__, e)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    for src in ['1 is 1', '(1)(2)', '[1](0)' if 0 else 'x = "\\d"', '5 == 5 is 5', 'assert (1, "x")', '"a" is x', '1[0]', '1if 1else 2', '0x1for x in y']:
        try: compile(src, 's', 'exec')
        except SyntaxError as e: print('SE', e.msg)
    print([(x.category.__name__, str(x.message)) for x in w])
class MyW(UserWarning): pass
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); warnings.warn('mine', MyW); print(w[0].category.__name__, issubclass(MyW, Warning))
