# Operators of the builtin containers and of large integers.
a = [1, 2]; b = a
a += (3, 4); a += a; print(a, a is b)
try: a += 1
except TypeError as e: print(e)
try: print([1] + (2,))
except TypeError as e: print(e)
print([1] + [2], (1,) + (2,), () + (1,), [1, 2] * 2, "ab" * 3, "ab" * -1, b"a" + b"b", [0] * 0)
s = {1, 2, 3}; u = s
s &= {2, 3, 4}; s |= {9}; s ^= {9, 10}; s -= {2}; print(s, u is s)
f = frozenset({1}); g = f
f |= {2}; print(f, g, type({1} | f), type(f & {1}), type(f - {1}), {1, 2} ^ frozenset({2, 3}))
s = {1, 2}; s -= s; print(s)
try: {1} | [2]
except TypeError as e: print(e)
print("%s %d %5d|%-5d|%05d %x %r %s" % ("a", -12, 7, 7, -7, 255, "q", [1]), "%s" % "x", "%(a)s" % {"a": 1}, "%d" % 3.7, "%s%%" % 5)
class M(str):
    def __rmod__(self, o): return "rmod"
print("a%s" % M("x"), "a%s" % (M("x"),))

# Division of large integers in all signs, exact and not.
nums = [2**64, 2**64 + 1, -(2**64), 3**50, -(3**50), 7, -7, 2**62, -(2**62), 2**63, 10**40, -(10**40), 1, -1, 2**200 + 3]
acc = 0
for x in nums:
    for y in nums:
        q, r = divmod(x, y)
        assert q == x // y and r == x % y and q * y + r == x and (r == 0 or (r < 0) == (y < 0)), (x, y)
        acc = acc * 31 + q + r
print(acc % 10**20)
for a, n, m in [(3, 10**9, 2**61 - 1), (7, -1, 2**61 - 1), (-7, -3, 101), (5, 117, 2**62 - 57), (2**80, -1, 10**9 + 7), (10, 5, 1), (3, 4, -7)]:
    print(pow(a, n, m))
try: pow(6, -1, 9)
except ValueError as e: print(e)
