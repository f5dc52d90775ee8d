import types
print([t.__name__ for t in (types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.ModuleType, types.GeneratorType, types.CoroutineType, types.CodeType, types.FrameType, types.TracebackType, types.NoneType, types.EllipsisType, types.NotImplementedType, types.MappingProxyType, types.SimpleNamespace, types.GenericAlias, types.UnionType, types.CellType, types.GetSetDescriptorType)])
ns = types.SimpleNamespace(a=1, b=[2]); ns.c = 3; del ns.a; print(ns, ns == types.SimpleNamespace(b=[2], c=3), ns.__dict__, types.SimpleNamespace(**{'x y': 1}))
m = types.MethodType(lambda self, x: (self, x), 'recv'); print(m(5), m.__self__, m.__func__('q', 1))
C = types.new_class('C', (int,), {}, lambda ns: ns.update(double=lambda self: self * 2)); print(C(4).double(), C.__mro__[1], C.__module__)
p = types.MappingProxyType(d := {'k': 1}); d['j'] = 2; print(p, p.get('z'), len(p), p == d, list(reversed(p)), p | {'q': 1}, isinstance(p, dict))
try: p['x'] = 1
except TypeError as e: print(e)
class V:
    def __init__(self): self._v = 'inst'
    @types.DynamicClassAttribute
    def v(self): return self._v
print(V().v)
try: V.v
except AttributeError as e: print('AttributeError', e)
@types.coroutine
def g(): return (yield 5)
async def a(): return await g()
c = a(); print(c.send(None))
try: c.send('r')
except StopIteration as e: print(e.value)
code = compile('x + 1', 'f', 'eval'); print(isinstance(code, types.CodeType), code.co_filename, code.co_names, eval(code.replace(co_filename='g'), {'x': 1}))
f = types.FunctionType((lambda a, b=1: (a, b)).__code__, {}, 'renamed', (7,)); print(f(1), f.__name__, f.__defaults__)
import sys
fr = sys._getframe(); print(fr.f_code.co_name, fr.f_globals is globals(), fr.f_locals is not None, fr.f_back, type(fr).__name__, fr.f_builtins['len'] is len, fr.f_lasti >= 0)
print(types.resolve_bases((list[int], int))[0], types.get_original_bases.__name__ if hasattr(types, 'get_original_bases') else 'no original bases in 3.11', list[int].__mro_entries__(()))
