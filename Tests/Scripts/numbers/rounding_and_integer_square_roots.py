import math
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 1e15 + 0.5)], [round(x, 1) for x in (0.05, 0.15, 0.25, 0.35, 1.45)], [round(x, -1) for x in (5, 15, 25, -15, 14.9)], round(12345, -2), round(-12355, -1), round(2 ** 70, -5), round(5, 3), round(1.0, 400), round(123.456, -400), type(round(1)).__name__, type(round(1, 2)).__name__)
print([math.isqrt(n) for n in (0, 1, 3, 4, 10 ** 20, 2 ** 101)], [math.floor(x) for x in (1.5, -1.5, 2, -0.0)], [math.ceil(x) for x in (1.5, -1.5, 2)], [math.trunc(x) for x in (1.9, -1.9)], [int(x) for x in (1e18, -1e18, 0.99)], math.floor(1e300) == int(1e300), math.comb(50, 25), math.perm(5, 2), math.factorial(25), math.gcd(12, 18, 27), math.lcm(4, 6), math.gcd(), math.prod(range(1, 21)))
for bad in (lambda: math.isqrt(-1), lambda: math.isqrt(1.5), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.floor(float('inf')), lambda: math.ceil(float('nan')), lambda: round('x'), lambda: round(1.5, 'x'), lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.acos(2), lambda: math.comb(-1, 2), lambda: math.gcd(1.5), lambda: math.exp(1000), lambda: math.pow(-8, 1 / 3), lambda: math.fmod(1, 0), lambda: math.floor('a'), lambda: math.sqrt('a'), lambda: math.hypot('a')):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class R:
    def __round__(self, *a): return ('round', a)
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __trunc__(self): return 'trunc'
print(round(R()), round(R(), 2), round(R(), None), math.floor(R()), math.ceil(R()), math.trunc(R()), [7 // 2, -7 // 2, 7 // -2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 % 2, divmod(-7, 2), divmod(7.5, -2), 2 ** -1, (-2) ** 3, -2 ** 2, 0 ** 0, 10 ** -2])
