from fractions import Fraction as F
print(F(1, 3) + F(1, 6), F(3, 4) * 2, F(1, 2) - 1, F(5, -10), F('0.125'), F('3/7'), F(0.5), F(1.1), F('-1e-3'), F(' 5 '))
print(F(7, 2) // 1, F(7, 2) % 1, F(2, 3) ** 2, F(2, 3) ** -2, F(4) ** 0.5, -F(1, 2), abs(F(-3, 2)), F(3, 2) / F(1, 4))
print(F(1, 2) == 0.5, F(1, 2) < F(2, 3), F(1, 3) == 1 / 3, hash(F(1, 2)) == hash(0.5), hash(F(3)) == hash(3))
print(F(22, 7).limit_denominator(5), F(3.14159265).limit_denominator(1000), round(F(7, 2)), round(F(5, 2)), round(F(22, 7), 2))
import math
print(math.floor(F(-7, 2)), math.ceil(F(-7, 2)), math.trunc(F(-7, 2)), int(F(9, 2)), float(F(1, 3)), F(1, 3).as_integer_ratio())
print(repr(F(1, 2)), str(F(1, 2)), str(F(4)), F(1, 2).numerator, F(1, 2).denominator, F(1, 2) + 0.5, F(1, 2) + 1j, sum([F(1, i) for i in range(1, 10)]))
for bad in [lambda: F(1, 0), lambda: F('a'), lambda: F(1.5, 2), lambda: F(1, 2) // 0, lambda: F(None), lambda: F('1/0')]:
    try: print(bad())
    except (ZeroDivisionError, ValueError, TypeError) as e: print(type(e).__name__, e)
print(F.from_float(0.25), sorted([F(1, 2), 0.3, F(1, 4), 1]), max(F(1, 3), F(2, 5)), F(10 ** 20, 10 ** 18 + 1).numerator)
import pickle, copy
print(pickle.loads(pickle.dumps(F(2, 3))), copy.deepcopy(F(2, 3)), bool(F(0)), divmod(F(7, 2), F(1, 3)))
