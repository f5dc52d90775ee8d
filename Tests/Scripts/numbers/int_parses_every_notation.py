def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ["12", " 12 ", "-1_000", "+7", "0x1f", "0b1", "1__0", "_1", "1_", "", "-", "12x", "\u0663\u0664", "\u00a05\u2003", "9" * 30, "1e5", "\ud800"]:
    show(int, s)
for s, b in [("0x1f", 0), ("0X1F", 16), ("1f", 16), ("0b101", 0), ("0b101", 2), ("0o17", 0), ("017", 0), ("00", 0), ("0_0", 0), ("z", 36), ("-0x_1f", 0), ("12", 1), ("12", 37), ("9", 8), ("0b1", 16), ("ffffffffffffffffffffffff", 16), ("zzzzzzzzzzzzzzzzzzzz", 36), ("21012021010212012012012012012", 3)]:
    show(int, s, b)
show(int, b"12", 8)
show(int, bytearray(b" -12 "))
show(int, b"1x")
show(int, 3.5, 2)
show(lambda: int(base=3))
show(int, "1", "2")
show(int, [])
show(int, None)
show(int, 1e300)
show(int, -2.9)
show(int, float("inf"))
show(int, float("nan"))
show(int)
