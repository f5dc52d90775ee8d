def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

for v in [0.0, -0.0, 1.0, -1.5, 1234567.891, 1e20, 1e-10, 0.5, 2.5, 1e100, float("inf"), float("-inf"), float("nan"), 0.0001, 0.00001, 123456789.0, 99999.95]:
    for s in ["", "f", ".0f", ".1f", ".3f", "e", ".0e", ".2e", "E", "g", ".0g", ".3g", "G", "n", "%", ".1%", "10", "<10.2f", "^+12.1f", "012.2f", ",", ",.2f", "_.1f", "015,.2f", "+", " ", "#.0f", "#g", "#.3g", "#", ".3", ".1", ".10", "#.3", "z.0f", "z.1f", "z", "=+12.2f", "*=12", "e>9"]:
        print(repr(s), repr(format(v, s)))
for s in ["d", "x", "c", "s", ",n", ",_", ".99999999999", "q", "5.2.3", "i"]:
    show(format, 1.5, s)
print(format(1.5, ".50f"), format(0.1, ".60g"), format(1e-320, ".5e"), format(5e-324, ".800e")[-30:], len(format(1e308, ".400f")))
