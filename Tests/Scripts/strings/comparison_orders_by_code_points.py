L = ["", "a", "b", "aa", "A", "\xe9", "\u0416", "\U0001F600", "a\xe9", "a\u0416"]
print([ascii(x) for x in sorted(L)])
print([(x < y, x <= y, x == y, x != y, x > y, x >= y) for x, y in zip(L, L[1:])])
try: "a" < 1
except TypeError as e: print(e)
print("a" == 1, b"a" == "a", bytearray(b"a") == b"a", b"a" < bytearray(b"b"))
