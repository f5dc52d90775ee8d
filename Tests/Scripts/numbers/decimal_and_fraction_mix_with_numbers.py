from decimal import Decimal as D, getcontext, ROUND_HALF_UP, InvalidOperation
from fractions import Fraction as F
print(D('1.1') + 2, 2 + D('1.1'), D(3) == 3, D('0.5') == 0.5, D('0.1') == 0.1, F(1, 2) == 0.5, F(1, 2) + 1, F(1, 2) + 0.5, F(1, 2) == D('0.5') if False else '', D(1) < 2, D('1.5') > 1.25, F(3, 4) > 0.5, max(D(1), 2), sum([D('0.1')] * 10), sum([F(1, 3)] * 3), sorted([D('2.5'), 1, F(3, 2) if False else 2]))
for bad in (lambda: D('1') + 1.5, lambda: D('1') + F(1, 2), lambda: F('x'), lambda: F(1, 0), lambda: D(None) if False else D([]), lambda: F(1.5, 2), lambda: 1j + D(1), lambda: int(D('NaN')), lambda: F(float('nan')), lambda: F(float('inf'))):
    try: print(bad())
    except Exception as e: print(type(e).__name__)
print(hash(D('1.5')) == hash(1.5) == hash(F(3, 2)), {D(1): 'a'}[1], {F(1, 2): 'h'}[0.5], int(D('3.9')), round(D('2.5')), round(F(5, 2)), float(D('0.1')), float(F(1, 3)), bool(D(0)), bool(F(0)), -D('1'), abs(F(-1, 2)), D(7) // 2, D(-7) % 3, F(7, 2) // 1, F(-7, 2) % 2, D(2) ** 3, F(2, 3) ** 2, 2 ** F(1, 2), D(10).log10(), D(2).sqrt() ** 2 == 2, divmod(D(7), 2), f'{D("3.14159"):.2f}', f'{D("1e10"):,}', str(F(-3, 6)), repr(D('1.10')), D('1.10').normalize(), D('1.005').quantize(D('0.01'), ROUND_HALF_UP), D.from_float(0.5), F.from_decimal(D('0.25')), F(0.75).limit_denominator(10), D('1E+2'), D(100).as_tuple(), F(3, 4).numerator)
