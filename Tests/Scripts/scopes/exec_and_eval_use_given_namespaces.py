ns = {}
exec('x = 1\ndef f(): return x + 1\ny = f()', ns)
print(ns['x'], ns['y'], '__builtins__' in ns, sorted(k for k in ns if k != '__builtins__'))
print(eval('a + b', {'a': 1}, {'b': 2}))
loc = {}
exec('z = 5; w = z * 2', {}, loc)
print(loc)
def f():
    v = 1
    exec('v = 2')
    return v, eval('v')
print(f())
code = compile('q * 2', '<c>', 'eval')
print([eval(code, {'q': i}) for i in range(3)])
single = compile('1 + 1\n', '<i>', 'single')
exec(single)
class Mapping:
    def __getitem__(self, k): return k.upper()
print(eval('hello + world', {}, Mapping()))
class D(dict):
    def __missing__(self, k): return 'missing ' + k
print(eval('zzz', {}, D()))
d = D()
exec('n = other', {}, d)
print(dict(d))
for bad in [lambda: eval('1', 5), lambda: exec('1', {}, 5), lambda: eval(5), lambda: eval('x = 1'), lambda: compile('1', 'f', 'nope')]:
    try: print(bad())
    except (TypeError, ValueError, SyntaxError) as e: print(type(e).__name__, e)
print(eval('  1 + 1  '), eval(b'2 * 3'), eval('[i for i in range(n)]', {'n': 3}))
try: eval('print', {'__builtins__': {}})
except NameError as e: print(e)
exec("def g():\n    global made\n    made = 'made'\ng()", globals())
print(made)
print(eval('(lambda: k)()', {'k': 7}))
