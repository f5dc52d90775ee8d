def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

show(abs, -5); show(abs, -5.5); show(abs, -2**80); show(abs, "a"); show(abs, True)
show(divmod, 7, 2); show(divmod, -7, 2.0); show(divmod, "a", 1)
show(pow, 2, 10); show(pow, 2.0, 0.5); show(pow, 2, 3, None); show(pow, "a", 2); show(pow, 1, 2, "a"); show(lambda: pow(base=2, exp=5)); show(lambda: pow(2, exp=5, mod=7))
show(round, 2.5); show(round, 3); show(round, "a"); show(round, 1.25, 1); show(round, 1.5, "a"); show(lambda: round(number=2.567, ndigits=1))
show(hex, 255); show(hex, 1.5); show(bin, "a"); show(oct, None); show(oct, -64)
class X:
    def __index__(self): return 10
    def __abs__(self): return "abs"
    def __divmod__(self, o): return ("dm", o)
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __rpow__(self, o, m=None): return ("rpow", o, m)
show(abs, X()); show(hex, X()); show(bin, X()); show(divmod, X(), 2); show(pow, X(), 2); show(pow, X(), 2, 3); show(pow, 2, X()); show(int, X()); show(float, X()); show(complex, X())
show(sum, [1, 2.5, 3]); show(sum, [10**30, 1]); show(max, 1, 2.5, True); show(min, [3, 1.0, 2])
class T1:
    def __trunc__(self): return 5
class T2:
    def __int__(self): return "x"
class T3:
    def __index__(self): return 1.5
show(int, T2()); show(hex, T3()); show(int, T3())
