class A:
    x = 1
    def __init__(self): self.y = 2
    def m(self): pass
class B(A): pass
b = B()
print(getattr(b, 'x'), getattr(b, 'zz', 'd'), hasattr(b, 'y'), hasattr(b, 'q'), isinstance(b, A), isinstance(b, (int, A)), isinstance(1, int | str), issubclass(B, A), issubclass(bool, int), isinstance(True, int), isinstance(A, type), type(b) is B, type(type) is type)
setattr(b, 'new', 5); print(b.new); delattr(b, 'new'); print(hasattr(b, 'new'), vars(b), callable(b.m), callable(5), [n for n in dir(b) if not n.startswith('__')])
print(id(b) == id(b), hash(b) == hash(b), type(b).__name__, B.__mro__[1].__name__, B.__bases__[0].__name__, type('X', (), {})().__class__.__name__)
class D:
    def __dir__(self): return ['z', 'a']
print(dir(D()), sorted(dir([]))[:3] == sorted(['__add__', '__class__', '__class_getitem__']), 'append' in dir([]))
class DB:
    def __dir__(self): return 5
try: dir(DB())
except TypeError as e: print(e)
print(isinstance(5, (str, (int,))), isinstance(None, type(None)), issubclass(int, (str, int)), isinstance([], list), isinstance([], object))
for bad in [lambda: isinstance(1, [int]), lambda: isinstance(1, 'int'), lambda: issubclass(1, int), lambda: issubclass(int, 5), lambda: isinstance(1, list[int]), lambda: setattr(5, 'a', 1), lambda: delattr(b, 'nope'), lambda: getattr(b, 'nope'), lambda: hasattr(b, 5), lambda: getattr(b, b'x'), lambda: vars(5), lambda: hash([]), lambda: callable()]:
    try: print(bad())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class P:
    @property
    def bad(self): raise ValueError('prop')
try: hasattr(P(), 'bad')
except ValueError as e: print(e)
print(ascii('aé\n😀'), repr('aé\n'), bin(10), oct(8), hex(-255), chr(9731), ord('☃'), format(5, '05'), format('x'), format(3.14159, '.2f'), bool([]), bool('0'), complex(1, 2), divmod(7, 3), pow(2, 10), pow(3, 4, 5), round(2.567, 1), abs(-5))
print(any([]), all([]), sum([1, 2], 10), sum([[1], [2]], []), min(3, 1), max('a', 'b'), min([3, 1], key=lambda x: -x), sorted('ba'), list(reversed('abc')), list(enumerate('a')), list(zip('ab', 'cd')), list(map(str, [1])), list(filter(None, [0, 1])), len('abc'), range(5)[2], slice(1, 2), object() != object(), NotImplemented, ..., __name__)
print(type(print), type(len), type(int), type(type), type(None), type(...), type(NotImplemented), type(lambda: 0), type((i for i in [])), type(b.m), type([].append), type(A.m), type(A.__init__), type(dict.fromkeys), type(A.__dict__['m']), type(property()), type(sys := __import__('sys')))
print(breakpoint.__name__, input.__name__, help.__class__.__name__ if 'help' in dir(__builtins__) else '_Helper', copyright.__class__.__name__ if 'copyright' in dir(__builtins__) else '_Printer')
