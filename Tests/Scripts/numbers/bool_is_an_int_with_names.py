
print(True, False, repr(True), str(False), bool(), bool([]), bool("a"), int(True), float(True), True == 1, True is True, hash(True), hash(False))
print(True & True, True & 3, True | False, True ^ True, type(True & True).__name__, type(True & 1).__name__, True + 1, True * 2.5, True / 2, True // 1, True ** 2, True << 3, ~False, -True)
print([10, 20][True], f"{True}", f"{True:d}", f"{True:5}", "%d %s" % (True, True), bool.__mro__, isinstance(True, int))
try:
    class B(bool): pass
except TypeError as e:
    print(e)
try:
    bool(1, 2)
except TypeError as e:
    print(e)
print(bool.from_bytes(b"\x00", "big"), True.to_bytes(1, "big"), True.bit_length())
