'module doc'
import sys, types
print(__doc__, __name__, __file__.endswith('module_attributes_and_main.py'), __package__, __spec__, '__cached__' in globals())
main = sys.modules['__main__']; print(main.__name__, main.sys is sys, main.__dict__ is globals())
main.injected = 5; print(injected)
m = types.ModuleType('m'); print(m.__name__, m.__doc__, m.__package__, m.__spec__, m.__loader__, sorted(vars(m)))
m.x = 1; print(m.x, 'x' in dir(m)); del m.x
try: m.x
except AttributeError as e: print(e)
try: del m.y
except AttributeError as e: print(e)
try: main.nothing_here
except AttributeError as e: print(e)
class Sub(types.ModuleType):
    @property
    def p(self): return 'prop'
    def __getattr__(self, n):
        if n.startswith('__'): raise AttributeError(n)
        return 'sub ' + n
s = Sub('s'); print(s.p, s.q, repr(s), isinstance(s, types.ModuleType))
m.__dir__ = lambda: ['only']; print(dir(m))
m.__class__ = Sub; print(m.p)
try: m.__dict__ = {}
except AttributeError as e: print('AttributeError')
m.__name__ = 'renamed'; print(repr(m)); m.__name__ = 5; print(repr(m)[:8])
try: types.ModuleType()
except TypeError as e: print(e)
try: types.ModuleType(5)
except TypeError as e: print(e)
print(types.SimpleNamespace(a=1, b='x'), types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1), vars(types.SimpleNamespace(z=1)))
n = types.SimpleNamespace(); n.x = n; print(n)
mp = types.MappingProxyType({'a': 1}); print(mp, mp['a'], len(mp), 'a' in mp, mp | {'b': 2}, mp.copy(), list(mp), mp == {'a': 1})
try: mp['b'] = 1
except TypeError as e: print(e)
print(sys.argv[0].endswith('.py'), len(sys.argv), sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 11), sys.byteorder, sys.maxsize, sys.maxunicode, sys.platform, sys.float_info.max, sys.int_info.sizeof_digit > 0, sys.flags.optimize, sys.hash_info.width, sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.intern('abc') is sys.intern('abc'), sys.getsizeof([]) > 0, sys.implementation.name != '', sys.executable != '', sys.dont_write_bytecode, sys.warnoptions, sys.exc_info(), sys.is_finalizing(), sys.getrecursionlimit(), sys.api_version, sys.hexversion >> 16 == 0x030b)
