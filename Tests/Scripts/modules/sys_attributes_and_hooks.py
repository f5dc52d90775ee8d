import sys, io
print(sys.version_info[:3] >= (3, 11, 0), sys.version.split()[0].startswith('3.11'), isinstance(sys.path, list), 'sys' in sys.modules, sys.maxsize == 2 ** 63 - 1, sys.byteorder, sys.getrecursionlimit() == 1000, sys.float_info.dig, sys.hash_info.modulus == 2 ** 61 - 1, sys.int_info.default_max_str_digits, sys.flags.dev_mode, sys.stdout.encoding.lower(), sys.getfilesystemencodeerrors(), sys.exec_prefix != '', sys.builtin_module_names[:0], sys.stdlib_module_names >= {'os', 're'}, sys.orig_argv[-1].endswith('.py'), sys.platlibdir, sys.implementation.cache_tag != '', sys.thread_info.name)
o = io.StringIO(); old = sys.stdout; sys.stdout = o; sys.displayhook([1, 'a']); sys.displayhook(None); print('x', end=''); sys.stdout = old; print(repr(o.getvalue()))
e = io.StringIO(); sys.stderr, olde = e, sys.stderr; sys.excepthook(ValueError, ValueError('shown'), None); sys.unraisablehook; sys.stderr = olde; print(e.getvalue())
def f(): return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name, sys._getframe().f_lineno > 0
print(f())
try: sys._getframe(1000)
except ValueError as x: print(x)
for bad in (lambda: sys.setrecursionlimit(-1), lambda: sys.setrecursionlimit('a'), lambda: sys.intern(5), lambda: sys.exit.foo, lambda: sys.getsizeof(), lambda: sys.set_int_max_str_digits(5), lambda: sys.nope):
    try: print(bad())
    except (ValueError, TypeError, AttributeError) as x: print(type(x).__name__, x)
old = sys.get_int_max_str_digits(); sys.set_int_max_str_digits(1000)
try: str(10 ** 2000)
except ValueError as x: print(x)
sys.set_int_max_str_digits(old); print(len(str(10 ** 2000)), sys.getrefcount(object()) >= 1, sys.getsizeof([]) <= sys.getsizeof([1] * 100), sys.audit('event', 1), sys.is_finalizing(), sys.getswitchinterval() > 0, sys.gettrace(), sys.getprofile(), sys.call_tracing.__name__ if hasattr(sys, 'call_tracing') else '')
