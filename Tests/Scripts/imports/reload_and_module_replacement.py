import sys, types, importlib, importlib.util, tempfile, os
d = tempfile.mkdtemp(); sys.path.insert(0, d)
def w(n, t):
    with open(os.path.join(d, n + '.py'), 'w') as f: f.write(t)
w('m1', 'state = []\nVALUE = 1\ndef f(): return VALUE\n')
import m1
f = m1.f; m1.state.append('kept?'); print(m1.VALUE, f())
w('m1', 'VALUE = 2222\nNEW = True\ndef f(): return VALUE * 10\n')
importlib.invalidate_caches(); r = importlib.reload(m1); print(r is m1, m1.VALUE, m1.NEW, f(), m1.f(), m1.state)
w('replacer', 'import sys\nclass Fake:\n    x = "fake"\n    def __getattr__(self, n): return "attr " + n\nsys.modules[__name__] = Fake()\n')
import replacer; print(replacer.x, replacer.other, type(sys.modules['replacer']).__name__)
from replacer import anything; print(anything)
w('lazy', 'def __getattr__(n):\n    if n == "heavy":\n        global heavy\n        heavy = "loaded"\n        return heavy\n    raise AttributeError(f"no {n}")\ndef __dir__(): return ["heavy"]\n')
import lazy; print('heavy' in vars(lazy), lazy.heavy, 'heavy' in vars(lazy), dir(lazy))
try: lazy.zzz
except AttributeError as e: print(e)
try: from lazy import qqq
except ImportError as e: print(str(e).split(' (/')[0])
w('allmod', '__all__ = ["a", "missing"]\na = 1\nb = 2\n')
try: exec('from allmod import *')
except AttributeError as e: print(e)
del sys.modules['m1']; import m1 as again; print(again is m1, again.VALUE)
w('boom', 'raise ValueError("at import")\n')
for _ in range(2):
    try: import boom
    except ValueError as e: print(e, 'boom' in sys.modules)
w('selfref', 'import selfref\nprint(selfref is __import__("sys").modules["selfref"], __name__, hasattr(selfref, "later"))\nlater = 1\n')
import selfref; print(selfref.later)
try: importlib.reload(5)
except TypeError as e: print(e)
print(importlib.util.find_spec('m1').origin.endswith('m1.py'), importlib.util.find_spec('nope_nope'), m1.__spec__.name, m1.__loader__.__class__.__name__, type(m1.__spec__).__name__)
class Finder:
    def find_spec(self, name, path, target=None):
        if name == 'virtual': return importlib.util.spec_from_loader(name, self)
    def create_module(self, spec): return None
    def exec_module(self, m): m.made = 'by finder'
sys.meta_path.append(Finder()); import virtual; print(virtual.made, virtual.__spec__.loader.__class__.__name__)
import shutil; shutil.rmtree(d)
