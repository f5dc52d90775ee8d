def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

for d in [0.0, 1.5, -2.75, 1e300, 5e-324, 0.1, -0.0, 1024.0, 3.5e-310]:
    print(d.as_integer_ratio(), d.hex(), d.is_integer(), d.__trunc__(), d.__floor__(), d.__ceil__(), d.real, d.imag, d.conjugate(), float.fromhex(d.hex()) == d)
for d in [float("inf"), float("nan")]:
    show(d.as_integer_ratio)
    print(d.hex(), d.is_integer())
    show(round, d)
    show(round, d, 2)
    show(int, d)
for s in ["0x1p3", "1.8p1", "0x.8", " -0x1.8p-1 ", "inf", "nan", "x", "0x", "0x1p", "0x1p2000", "0x1p-2000", "0x1.fffffffffffff8p0", "0x1.fffffffffffff7p1023", "0x1.fffffffffffff8p1023", "0x0.00000000000008p-1022", "0x0.000000000000081p-1022", "0x1.00000000000008p0", "0x1.000000000000080001p0", "1_0", "0x123456789abcdef01234p0"]:
    show(float.fromhex, s)
print(float.__getformat__("double"), float.__getformat__("float"))
show(float.__getformat__, "x")
show(float.__getformat__, 1)
