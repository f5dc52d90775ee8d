class A:
    def __new__(cls, *a, **k):
        print('new', cls.__name__, a, k)
        return super().__new__(cls)
    def __init__(self, x, y=2): print('init', x, y); self.x = x
print(A(1).x, A(3, y=4).x)
class Other:
    def __new__(cls): return 'a string'
    def __init__(self): print('never')
print(Other())
class Sub(A):
    def __new__(cls, *a): return A.__new__(A, *a)
    def __init__(self): print('sub init never')
print(type(Sub(1)))
class Same:
    one = None
    def __new__(cls):
        if cls.one is None: cls.one = super().__new__(cls); cls.one.n = 0
        return cls.one
    def __init__(self): self.n += 1
print(Same() is Same(), Same().n)
class Int(int):
    def __new__(cls, v, name): o = super().__new__(cls, v); o.name = name; return o
    def __init__(self, *a): print('init', a, int(self))
i = Int(5, 'five')
print(i + 1, i.name, type(i + 1))
class T(tuple):
    def __new__(cls, *items): return super().__new__(cls, items)
print(T(1, 2, 3), len(T()), type(T(1)[:]))
for bad in ['object(1)', 'A()', 'Plain(1)', 'Plain(a=1)', 'object.__new__(int)', 'object.__new__(3)', 'int.__new__(str)', 'RetInit()', 'A.__new__()', 'NewOnly(1)', 'type(NewOnly()).__name__']:
    class Plain: pass
    class RetInit:
        def __init__(self): return 5
    class NewOnly:
        def __new__(cls): return object.__new__(cls)
    try: print(bad, eval(bad))
    except TypeError as e: print(bad, '->', e)
o = A.__new__(A, 7)
print(hasattr(o, 'x'))
o.__init__(8)
print(o.x)
print(A.__call__ if False else type(A).__call__(A, 9).x)
