# Sizes that no machine can hold raise instead of ending the process.
import array
import struct


def attempt(name, f):
    try:
        r = f()
        print(name, "made a", type(r).__name__)
    except (MemoryError, OverflowError) as e:
        print(name, type(e).__name__)


attempt("bytearray(1 << 62)", lambda: bytearray(1 << 62))
attempt("bytearray(1 << 63)", lambda: bytearray(1 << 63))
attempt("bytearray(1 << 45)", lambda: bytearray(1 << 45))
attempt("bytes(1 << 45)", lambda: bytes(1 << 45))
attempt("[0] * (1 << 40)", lambda: [0] * (1 << 40))
attempt("[0] * (1 << 61)", lambda: [0] * (1 << 61))
attempt("[0, 1] * (1 << 62)", lambda: [0, 1] * (1 << 62))
attempt("[1].__imul__", lambda: [1].__imul__(1 << 60))
attempt("(0,) * (1 << 40)", lambda: (0,) * (1 << 40))
attempt("(0, 1, 2) * (1 << 61)", lambda: (0, 1, 2) * (1 << 61))
attempt("'a' * (1 << 50)", lambda: "a" * (1 << 50))
attempt("astral", lambda: "\U0001F600" * (1 << 60))
attempt("b'ab' * (1 << 60)", lambda: b"ab" * (1 << 60))
attempt("bytearray *", lambda: bytearray(b"ab") * (1 << 60))
attempt("1 << (1 << 40)", lambda: 1 << (1 << 40))
attempt("1 << (1 << 70)", lambda: 1 << (1 << 70))
attempt("zfill", lambda: "a".zfill(1 << 50))
attempt("ljust", lambda: "a".ljust(1 << 50))
attempt("center", lambda: "a".center(1 << 60))
attempt("format width", lambda: format(1, str(1 << 50)))
attempt("%*d", lambda: "%*d" % (1 << 50, 1))
attempt("%*s", lambda: "%*s" % (1 << 50, "x"))
attempt("%.*f", lambda: "%.*f" % (1 << 40, 1.0))
attempt("list(range)", lambda: list(range(1 << 50)))
attempt("tuple(range)", lambda: tuple(range(1 << 45)))
attempt("to_bytes", lambda: (1).to_bytes(1 << 50, "big"))
attempt("array *", lambda: array.array("d", [1.0]) * (1 << 58))
attempt("struct", lambda: struct.pack("%ds" % (1 << 50), b""))

# The process goes on as if nothing had happened.
print(sum(len(bytearray(1000)) for i in range(1000)))
