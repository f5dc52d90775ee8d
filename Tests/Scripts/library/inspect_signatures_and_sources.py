import inspect, functools
def f(a, /, b: int, *c, d='x', e, **g) -> str: 'doc of f'; return a
s = inspect.signature(f)
print(s, list(s.parameters), s.return_annotation, s.parameters['b'].annotation, s.parameters['d'].default, s.parameters['c'].kind.name, s.parameters['a'].kind == inspect.Parameter.POSITIONAL_ONLY, s.parameters['e'].default is inspect.Parameter.empty)
b = s.bind(1, 2, 3, e=4, z=5); print(b.arguments, b.args, b.kwargs); b = s.bind_partial(1); b.apply_defaults(); print(b.arguments)
for bad in ((), (1,), (1, 2)):
    try: s.bind(*bad)
    except TypeError as e: print(e)
class C:
    def m(self, x, y=1): pass
    @classmethod
    def c(cls, z): pass
    @staticmethod
    def s(w): pass
    def __init__(self, q): pass
    def __call__(self, call): pass
    @property
    def p(self): 'p doc'
print(inspect.signature(C), inspect.signature(C.m), inspect.signature(C(1).m), inspect.signature(C.c), inspect.signature(C.s), inspect.signature(C(1)), inspect.signature(functools.partial(f, 1, e=2)), inspect.signature(lambda *a, k=1: 0))
print(inspect.isfunction(f), inspect.ismethod(C(1).m), inspect.isclass(C), inspect.ismodule(inspect), inspect.isgeneratorfunction(lambda: (yield)), inspect.isbuiltin(len), inspect.isroutine(f), inspect.iscoroutinefunction(f), inspect.isabstract(C), inspect.isdatadescriptor(C.p), inspect.getdoc(f), inspect.getdoc(C.p), inspect.getmro(C)[-1].__name__, inspect.getmodule(f).__name__)
async def co(): pass
def gen(): x = 1; yield x
g = gen(); print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g), inspect.iscoroutinefunction(co)); g.close(); print(inspect.getgeneratorstate(g))
print(inspect.getsource(gen), inspect.getsourcelines(co)[1] > 0, inspect.getfile(f).endswith('.py'), inspect.cleandoc('  a\n    b\n  c'), inspect.getfullargspec(f).args, inspect.getclosurevars(f).unbound, [n for n, v in inspect.getmembers(C, inspect.isfunction) if not n.startswith('__')])
def outer(): return inspect.currentframe().f_code.co_name, inspect.stack()[0].function, inspect.stack()[1].function, inspect.currentframe().f_back.f_lineno > 0
print(outer(), inspect.unwrap(functools.wraps(f)(lambda: 0)) is f, inspect.getattr_static(C, 'p').__class__.__name__, str(inspect.signature(f).replace(parameters=[])), inspect.Parameter('x', inspect.Parameter.KEYWORD_ONLY, default=1))
