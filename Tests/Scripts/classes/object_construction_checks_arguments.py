class A: pass
class B:
    def __init__(self): pass
class C:
    def __new__(cls, *a): return super().__new__(cls)
def check(f):
    try: print(type(f()).__name__)
    except TypeError as e: print(e)
check(lambda: A(1))
check(lambda: A(x=1))
check(lambda: B(1))
check(lambda: C(1))
check(lambda: object(1))
check(lambda: object.__new__(int))
check(lambda: object.__new__(1))
check(lambda: object.__new__(A, 1))
check(lambda: A().__init__(1))
class D:
    def __init__(self): return 1
check(lambda: D())
class E:
    def __new__(cls): return 5
check(lambda: E())
class F:
    def __new__(cls, v): self = object.__new__(cls); self.a = v; return self
    def __init__(self, v): self.b = v
print(F(3).a, F(4).b)
class G(int):
    def __new__(cls, v): return int.__new__(cls, v + 1)
print(G(3), type(G(3)).__name__, G(3) + 1)
