import sys, os, tempfile, shutil, textwrap
d = tempfile.mkdtemp()
def w(name, text):
    p = os.path.join(d, name); os.makedirs(os.path.dirname(p), exist_ok=True)
    with open(p, 'w') as f: f.write(textwrap.dedent(text))
w('pkg/__init__.py', '''
    print('pkg init', __name__, __package__, len(__path__))
    from . import a
    from .sub import deep
    VALUE = a.VALUE + 1
    def __getattr__(name):
        if name == 'lazy': return 'lazy value'
        raise AttributeError(name)
''')
w('pkg/a.py', '''
    print('a', __name__, __package__)
    VALUE = 1
    from .. import nope
''' if False else '''
    print('a', __name__, __package__)
    VALUE = 1
''')
w('pkg/sub/__init__.py', 'print("sub", __name__)\nfrom ..a import VALUE as V\n')
w('pkg/sub/deep.py', 'print("deep", __name__)\nfrom ... import nope\n' if False else 'print("deep", __name__)\nfrom .. import a\nfrom . import V\ndef f(): return a.VALUE, V\n')
w('pkg/__main__.py', 'print("main of pkg", __name__)\n')
w('cyc1.py', 'import cyc2\nX = 1\ndef f(): return cyc2.Y\n')
w('cyc2.py', 'import cyc1\nY = 2\nprint(hasattr(cyc1, "X"), cyc1)\n' if False else 'import cyc1\nY = 2\nprint(hasattr(cyc1, "X"))\n')
w('cyc3.py', 'from cyc4 import b\na = 1\n')
w('cyc4.py', 'from cyc3 import a\nb = 1\n')
w('broken.py', 'x = 1\n1/0\n')
w('syn.py', 'x = = 1\n')
w('ns/one.py', 'N = 1\n')
w('rel_bad.py', 'from . import x\n')
w('starred.py', '__all__ = ["p", "_q"]\np = 1\n_q = 2\nr = 3\n')
w('unstarred.py', 'p2 = 1\n_q2 = 2\n')
sys.path.insert(0, d)
import pkg
print(pkg.VALUE, pkg.sub.deep.f(), pkg.lazy, sorted(k for k in vars(pkg) if not k.startswith('_')))
import pkg.sub.deep as dd
from pkg.sub import deep, V
print(dd is deep, V, pkg.__spec__.name, pkg.__file__.endswith('pkg/__init__.py'))
try: pkg.nothing
except AttributeError as e: print(e)
import cyc1; print(cyc1.f())
try: import cyc3
except ImportError as e: print(str(e).split(' (/')[0])
for _ in range(2):
    try: import broken
    except ZeroDivisionError as e: print('broken', 'broken' in sys.modules, e.__traceback__.tb_next.tb_frame.f_code.co_name)
try: import syn
except SyntaxError as e: print(e.msg, e.lineno, os.path.basename(e.filename))
import ns.one; print(ns.one.N, ns.__file__ if hasattr(ns, '__file__') else None, list(ns.__path__)[0].endswith('ns'))
try: import rel_bad
except ImportError as e: print(e)
from starred import *; from unstarred import *
print(p, _q, 'r' in globals(), p2, '_q2' in globals())
import importlib
w('changing.py', 'v = 1\n'); import changing; print(changing.v)
w('changing.py', 'v = 22\nw = 3\n'); importlib.invalidate_caches(); importlib.reload(changing); print(changing.v, changing.w)
import importlib.util as u
spec = u.spec_from_file_location('by_path', os.path.join(d, 'starred.py')); m = u.module_from_spec(spec); spec.loader.exec_module(m); print(m.r, m.__name__, u.find_spec('pkg.sub').name)
shutil.rmtree(d)
