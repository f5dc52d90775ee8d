import sys, os.path, json as j, collections.abc
from os import path, sep as s
from math import *
import xml.dom
print(os.path is path, j.__name__, s, collections.abc.Mapping.__name__, pi > 3, xml.dom.__name__, 'xml.dom' in sys.modules)
import os.path as p, string
print(p is os.path, string.digits, __name__, __package__, __spec__, __doc__)
def f():
    import random
    from collections import deque as d, Counter
    return random.__name__, d.__name__, Counter.__name__
print(f(), 'random' in globals())
for bad in ['import nope_nope', 'from os import nope', 'import os.nope', 'from nope.x import y', 'from . import x', 'from .x import y', 'import json.decoder.nope', 'from __future__ import nope', 'from os.path.join import x']:
    try: exec(bad, {'__name__': '__main__'})
    except (ImportError, SyntaxError) as e: print(bad, '->', type(e).__name__, str(e).split(' (/')[0])
m = __import__('os.path'); print(m.__name__, __import__('os.path', fromlist=['join']).__name__ in ('posixpath', 'os.path'))
import importlib
print(importlib.import_module('json.decoder').__name__, importlib.import_module('.decoder', 'json').__name__, importlib.util.find_spec('nope_x') if hasattr(importlib, 'util') else None)
try: import_ = importlib.import_module('.x')
except TypeError as e: print(e)
sys.modules['fake'] = 'not a module'
import fake
print(fake)
sys.modules['blocked'] = None
try: import blocked
except ModuleNotFoundError as e: print(e)
import types
mod = types.ModuleType('made', 'doc'); mod.x = 5; sys.modules['made'] = mod
from made import x
import made
print(x, made.__doc__, made, repr(made), made.__name__, vars(made)['x'])
try: from made import zz
except ImportError as e: print(e)
mod.__getattr__ = lambda n: f'dyn {n}'
from made import anything
print(anything, made.other)
mod.__all__ = ['x', 'lazy']
exec('from made import *\nprint(x, lazy)', {})
try: exec('from made import *', {}) or mod.__all__.append(5) or exec('from made import *', {})
except TypeError as e: print(e)
print(type(sys).__name__, sys.__name__, 'builtins' in sys.modules, __builtins__ is sys.modules['builtins'] or isinstance(__builtins__, dict))
from sys import path as sp, modules
print(sp is sys.path, modules is sys.modules)
