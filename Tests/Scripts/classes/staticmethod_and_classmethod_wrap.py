class A:
    @staticmethod
    def s(x): "sdoc"; return x
    @classmethod
    def c(cls, x): "cdoc"; return (cls.__name__, x)
class B(A): pass
print(A.s(1), A().s(2), B.c(3), B().c(4))
print(A.__dict__['s'].__func__ is A.s, A.__dict__['s'].__doc__, A.__dict__['c'].__wrapped__.__name__, A.__dict__['s'].__name__)
print(A.__dict__['s'](5))
f = staticmethod(len)
print(f([1, 2]))
print(A.c.__self__, A.c.__func__.__qualname__)
