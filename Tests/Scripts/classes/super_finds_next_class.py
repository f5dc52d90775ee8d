class A:
    def f(self): return ['A']
    @classmethod
    def c(cls): return ['A', cls.__name__]
    @staticmethod
    def s(): return 'sA'
    @property
    def p(self): return 'pA'
class B(A):
    def f(self): return ['B'] + super().f()
    @classmethod
    def c(cls): return ['B'] + super().c()
    @property
    def p(self): return 'pB' + super().p
    def t(self): return super().s()
class C(A):
    def f(self): return ['C'] + super().f()
class D(B, C):
    def f(self): return ['D'] + super(D, self).f()
print(D().f(), D.c(), D().c(), D().p, D().t())
print(super(B, D()).f())
s = super(B, D())
print(s.__thisclass__, s.__self_class__, repr(s))
try: super(B, 3)
except TypeError as e: print(e)
try: super().x
except RuntimeError as e: print(e)
try: super(D, D()).nope
except AttributeError as e: print(e)
class E(A):
    def f(self):
        return (lambda: __class__.__name__)()
print(E().f())
def outer():
    class G(A):
        def f(self):
            def inner(): return super(G, self).f()
            return inner()
    return G().f()
print(outer())
