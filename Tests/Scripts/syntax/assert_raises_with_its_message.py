def check(x, *m):
    try:
        if m:
            assert x, m[0]
        else:
            assert x
        print('fine', x)
    except AssertionError as e: print(repr(e), e.args)
check(1); check(0); check([], 'empty'); check('', ('a', 1)); check(0.0, None)
try:
    assert False, f'{1 + 1} things'
except AssertionError as e: print(e)
def boom(): print('message made'); return 'm'
assert True, boom()
try: assert [], boom()
except AssertionError as e: print(e)
class AssertionErrorX(Exception): pass
import builtins
keep = builtins.AssertionError
try:
    assert 0, 'plain'
except keep as e: print(type(e).__name__)
print(__debug__)
