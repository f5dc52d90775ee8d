import cmath
def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

def p(z):
    return "%.10g %.10g" % (z.real, z.imag) if isinstance(z, complex) else z
for name in ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "log", "log10", "sin", "sinh", "sqrt", "tan", "tanh", "phase", "polar", "isfinite", "isinf", "isnan"]:
    f = getattr(cmath, name)
    for z in [0j, 1, 0.5 + 0.25j, -2 + 3j, -1.5, 2.5j, 100 - 1j]:
        try:
            print(name, z, p(f(z)) if name != "polar" else ["%.10g" % x for x in f(z)])
        except Exception as e:
            print(name, z, type(e).__name__, e)
print(p(cmath.rect(2, 1)), cmath.infj, cmath.nanj, cmath.pi, cmath.isclose(1, 1 + 1e-12j), p(cmath.log(100, 10)))
show(cmath.exp, 1000); show(cmath.sqrt, "a"); show(cmath.sin, float("inf")); show(cmath.log, 0)
