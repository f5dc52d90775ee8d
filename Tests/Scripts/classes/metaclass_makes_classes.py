class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print('prepare', name, bases, kw)
        return {'from_prepare': 1}
    def __new__(mcls, name, bases, ns, **kw):
        print('new', name, sorted(k for k in ns if not k.startswith('__')), kw)
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *args):
        print('call', cls.__name__, args)
        return super().__call__(*args)
    def hello(cls): return 'hello from ' + cls.__name__
    @property
    def prop(cls): return 'prop ' + cls.__name__
class A(metaclass=Meta, flag=3):
    def __init__(self, v): self.v = v
a = A(10)
print(a.v, A.hello(), A.prop, A.from_prepare, type(A) is Meta)
class B(A): pass
print(type(B).__name__, B(3).v)
class Other(type): pass
try:
    class C(A, metaclass=Other): pass
except TypeError as e: print(e)
try: a.hello
except AttributeError as e: print(e)
print(Meta('D', (), {}).__name__)
def function_meta(name, bases, ns, **kw): return (name, bases, sorted(ns), kw)
class F(1 .__class__, metaclass=function_meta, k=1): x = 2
print(F[0], F[3])
