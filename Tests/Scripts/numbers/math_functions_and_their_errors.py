import math
def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

xs = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0, 10.0, 700.0, 1000.0, float("inf"), float("-inf"), float("nan"), 3, 10**5]
for name in ["acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "degrees", "exp", "expm1", "fabs", "floor", "frexp", "isfinite", "isinf", "isnan", "log", "log10", "log1p", "log2", "modf", "radians", "sin", "sinh", "sqrt", "tan", "tanh", "trunc", "ulp", "erf", "erfc", "cbrt", "exp2"]:
    f = getattr(math, name)
    for x in xs:
        try:
            r = f(x)
            print(name, x, "%.12g" % r if isinstance(r, float) else r)
        except Exception as e:
            print(name, x, type(e).__name__, e)
for name in ["atan2", "copysign", "fmod", "remainder", "pow", "hypot", "nextafter", "isclose", "dist"]:
    f = getattr(math, name)
    for a in [0.0, 1.0, -2.5, float("inf"), float("nan"), 1e308]:
        for b in [0.0, -0.0, 2.0, -3.0, float("inf"), float("-inf")]:
            try:
                r = f((a,), (b,)) if name == "dist" else f(a, b)
                print(name, a, b, "%.14g" % r)
            except Exception as e:
                print(name, a, b, type(e).__name__, e)
show(math.sqrt, "a"); show(math.floor, "a"); show(math.trunc, "a"); show(math.ldexp, 1.5, 10); show(math.ldexp, 1.0, 10000); show(math.ldexp, 1.0, -10000); show(math.ldexp, 1.0, 1.5)
show(math.log, 10**400); show(math.log2, 2**5000); show(math.log10, 10**400); show(math.log, 8, 2); show(math.log, 0); show(math.log, -10**400); show(math.log, 5, 1); show(math.log, 10**400, 10)
print(math.hypot(3, 4), math.hypot(), math.hypot(1, 2, 3), math.hypot(1e308, 1e308), math.hypot(5e-324, 5e-324), math.dist([1, 2], (4, 6)))
show(math.dist, (1,), (1, 2))
print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-12, abs_tol=1e-9))
show(lambda: math.isclose(1, 2, rel_tol=-1))
