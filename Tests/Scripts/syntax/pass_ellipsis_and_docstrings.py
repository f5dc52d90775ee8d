def f():
    """Doc of f."""
class C:
    '''Doc
    of C'''
    def m(self): 'doc m'
    def n(self): f'not a doc {1}'
    def o(self): b'not'
def g(): ...
def h(): pass
print(f.__doc__, C.__doc__, C.m.__doc__, C.n.__doc__, C.o.__doc__, g.__doc__)
print(f(), g(), h(), C().m())
print(..., Ellipsis is ..., type(...).__name__, repr(...), bool(...))
x = ...
print(x is ..., [..., 1])
def two():
    'first'
    'second'
print(two.__doc__)
def cat():
    'one ' 'two'
print(cat.__doc__)
f.__doc__ = 'new'
print(f.__doc__)
C.__doc__ = 'changed'
print(C.__doc__)
class Sub(C): pass
print(Sub.__doc__)
print((lambda: 0).__doc__, type.__doc__ is not None)
