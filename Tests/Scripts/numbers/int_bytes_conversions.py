def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

for n in [0, 1, -1, 127, 128, 255, 256, -128, -129, 2 ** 64, -2 ** 63, 2 ** 100 + 7, -2 ** 100 - 9]:
    for size in [1, 2, 8, 9, 14]:
        for order in ["big", "little"]:
            for signed in [False, True]:
                try:
                    b = n.to_bytes(size, order, signed=signed)
                    assert int.from_bytes(b, order, signed=signed) == n
                    print(n, b.hex())
                except OverflowError as e:
                    print(n, size, signed, e)
print((5).to_bytes(), int.from_bytes([1, 2], "big"), int.from_bytes(b"", "little"), int.from_bytes(bytearray(b"\xff"), "big", signed=True))
show(int.from_bytes, "a", "big")
show(int.from_bytes, 5, "big")
show(int.from_bytes, [300], "big")
show((3).to_bytes, -1, "big")
show((3).to_bytes, 1, "x")
class I(int): pass
print(type(I.from_bytes(b"\x05", "big")).__name__)
