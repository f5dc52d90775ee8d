class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
print([c.__name__ for c in D.__mro__], [c.__name__ for c in D.mro()])
try:
    class E(A, B): pass
except TypeError as e: print(e)
try:
    class F(A, A): pass
except TypeError as e: print(e)
try:
    class G(int, str): pass
except TypeError as e: print(e)
try:
    class H(bool): pass
except TypeError as e: print(e)
try:
    class I(1): pass
except TypeError as e: print(type(e).__name__)
print(A.__subclasses__())
