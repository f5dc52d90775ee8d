class A:
    "doc of A"
    x = 1
    def f(self): return self.x
a = A()
print(a.f(), A.x, A.__name__, A.__qualname__, A.__module__, A.__doc__, A.__bases__, A.__mro__)
a.x = 5
print(a.f(), A.x, a.__dict__)
del a.x
print(a.f())
print(type(a) is A, isinstance(a, A), repr(A))
try: del a.x
except AttributeError as e: print(e)
try: a.nothing
except AttributeError as e: print(e, e.name, e.obj is a)
try: A.nothing
except AttributeError as e: print(e)
