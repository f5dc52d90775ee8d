def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

for v in [0j, 1 + 2j, -1.5 - 2.25j, complex(-0.0, 3), 1234567.5 + 1e20j, complex("nan+infj")]:
    for s in ["", ".2f", "e", "g", "20", "<20", "^30.1f", "+", "+.1f", ",.1f", ".3", "#.0f", "*>25", "n"]:
        print(repr(s), repr(format(v, s)))
for s in ["05", "=5", "%", "d", "s"]:
    show(format, 1j, s)
