def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

vals = [0j, 1j, -1j, 1 + 2j, -3.5 - 4.25j, complex(0.0, -0.0), complex(-0.0, 0.0), 2 + 0j, complex("inf"), complex(0, float("nan")), 1e16 + 1e-5j]
for a in vals:
    print(a, repr(a), -a, +a, abs(a) if a == a else "-", a.conjugate(), a.real, a.imag, bool(a), hash(a) if a == a else "-", a == a)
    for b in [1j, 2, 0.5, -1 + 1j]:
        print(a + b, a - b, b - a, a * b, a / b, a == b, a != b)
for f in [lambda: (1+2j) ** 2, lambda: (1+2j) ** -3, lambda: (1+2j) ** 0, lambda: 2 ** (1+1j), lambda: (1+2j) ** 0.5, lambda: 0j ** 0, lambda: 0j ** -1, lambda: 0j ** 1j, lambda: 1j / 0, lambda: 1j // 1, lambda: 1j % 1, lambda: 1j < 2j, lambda: pow(1j, 2, 3), lambda: int(1j), lambda: float(1j), lambda: 1j == 1j, lambda: (2 + 0j) == 2, lambda: 1j != 1, lambda: (1.5 + 0j) == 1.5, lambda: complex(10**20) == 10**20, lambda: abs(3 + 4j), lambda: abs(1.5e308 + 1.5e308j)]:
    show(f)
for a in [("1+2j",), ("1",), ("j",), ("-j",), ("1-j",), (" ( 1.5e3-2j ) ",), ("1+",), ("1+2",), ("1 + 2j",), ("inf+nanj",), ("1_0j",), ("",), ("1j1",), ("(1",), ("a", 1), (1, "a"), ([],), (1, []), (1, 2), (1j, 2j), (1.5,), (1j,), (2, 3j), (True,)]:
    show(complex, *a)
show(complex)
show(lambda: complex(real=1, imag=2))
class C:
    def __complex__(self): return 5 + 6j
class D(complex): pass
show(complex, C())
print(D(1, 2), type(D(1, 2) + 1).__name__, (1+2j).__getnewargs__())
