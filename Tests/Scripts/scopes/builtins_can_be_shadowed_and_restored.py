import builtins
def use(): return len([1, 2])
print(use())
len = lambda x: 'mine'; print(use()); del len; print(use())
builtins.special = 42; print(special)
def shadow(list): return list
print(shadow(5))
class C:
    str = 'class attr'
    def m(self): return str(5), self.str
print(C().m())
orig = builtins.sorted
builtins.sorted = lambda *a, **k: 'patched'; print(sorted([2, 1])); builtins.sorted = orig; print(sorted([2, 1]))
def local_import():
    from math import sqrt as abs
    return abs(16)
print(local_import(), abs(-3))
del builtins.special
try: special
except NameError as e: print(e)
print(eval('open', {'__builtins__': {'open': 'replaced'}}), eval('x', {'__builtins__': {}, 'x': 1}))
try: exec('print(1)', {'__builtins__': {}})
except NameError as e: print(e)
try: exec('class A: pass', {'__builtins__': {}})
except NameError as e: print(e)
try: exec('import os', {'__builtins__': {}})
except ImportError as e: print(e)
