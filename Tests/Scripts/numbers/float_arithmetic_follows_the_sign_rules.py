def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

vals = [0.0, -0.0, 1.0, -1.0, 2.5, -2.5, 3.0, 1e300, -1e300, 5e-324, float("inf"), float("-inf"), float("nan"), 7, -3]
for op in ["+", "-", "*", "/", "//", "%", "**"]:
    f = eval("lambda a, b: a %s b" % op)
    for a in vals:
        for b in vals:
            if op == "**" and (abs(a) > 1e10 or abs(b) > 1e10) and isinstance(a, int) and isinstance(b, int):
                continue
            show(f, a, b)
for a, b in [(7.5, 2), (-7.5, 2), (7.5, -2), (0.0, -3.0), (-0.0, 3.0), (1e300, 1e-10), (3.0, float("inf")), (-3.0, float("inf"))]:
    show(divmod, a, b)
show(divmod, 1.0, 0)
show(lambda: (-8) ** (1/3))
show(lambda: 10.0 ** 400)
show(lambda: 0.0 ** -1)
show(lambda: 10 ** -400)
show(lambda: 1.5 << 1)
show(lambda: 1.5 & 1)
show(lambda: 1.5 + "a")
show(lambda: 1.5 < "a")
