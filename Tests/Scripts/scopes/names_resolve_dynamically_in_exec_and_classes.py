x = 'module'
def f():
    class C:
        exec('x = "exec"')
        y = x
    return C.y
print(f())
class D:
    if False: x = 1
    y = x
print(D.y)
def g():
    x = 'local'
    class E:
        locals()['x'] = 'class'
        seen = x
    return E.seen, eval('x'), [eval('x') for _ in 'a'] if 0 else None
print(g())
ns = {'x': 'ns'}
exec('class F:\n y = x\n x = "own"\n z = x\ndef h(): return x\nr = F.y, F.z, h()', ns); print(ns['r'])
loc = {}
exec('a = 1\ndef k(): return a', {}, loc)
try: loc['k']()
except NameError as e: print(e)
exec('global gg\ngg = 5'); print(gg)
def m():
    exec('global from_exec\nfrom_exec = 6')
    return from_exec
print(m())
exec('print([q for q in range(3)], (lambda: zz)())', {'zz': 9})
try: exec('def n():\n nonlocal nope')
except SyntaxError as e: print(e.msg)
print(eval('[v + w for v in a]', {'a': [1, 2], 'w': 10}), (lambda: eval('__name__'))())
