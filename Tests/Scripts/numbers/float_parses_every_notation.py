def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ["1", "1.", ".5", "1e5", "1E-5", "  1.5\n", "+1.5", "-.5e+3", "inf", "-Infinity", "nan", "+nan", "iNf", "1_000.5", "1_.5", "1._5", "1__0", "_1", "1e1_0", "", ".", "e5", "1e", "1e+", "0x10", "1 2", "abc", "infinit", "\u0661.\u0665", "1e400", "1e-400", "4.9e-324", "2.4e-324", "179769313486231580793e289", "0.1e1", "1\x00", "9" * 400, "0." + "0" * 400 + "1", "1d5"]:
    show(float, s)
show(float, b"1.5")
show(float, b"x")
show(float, [])
show(float, None)
show(float)
class A:
    def __float__(self): return 2.5
class B:
    def __index__(self): return 3
class C:
    def __float__(self): return 3
show(float, A())
show(float, B())
show(float, C())
