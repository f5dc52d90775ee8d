from decimal import *
D = Decimal
print(D('1.10') + D('2.20'), D(1) / D(3), D('0.1') + D('0.2') == D('0.3'), D(0.1), D('1E+5'), D('-0'), D('Infinity'), D('NaN'))
with localcontext() as c:
    c.prec = 5
    print(D(1) / D(7), D('123456789') + 0, D(2).sqrt(), D('1.23456789') * 1)
    for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
        print(r, D('2.5').quantize(D('1'), rounding=r), D('-1.25').quantize(D('0.1'), rounding=r))
print(D('3.14159').quantize(D('0.01')), round(D('2.675'), 2), round(D('2.5')), int(D('-7.9')), float(D('1.5')), D('7') // D('2'), D('-7') % D('3'), D(2) ** 10, divmod(D(7), 2))
print(D('1.500').normalize(), D('1200').normalize(), D('1.5').as_tuple(), D((1, (1, 2, 3), -2)), D('1.5').as_integer_ratio(), D('12.34').adjusted(), D('1.5').compare(D('2')))
print(f'{D("1234567.891"):,.2f}', f'{D("0.000123"):e}', f'{D("1.5"):>10}', f'{D("15"):%}', str(D('1E-10')), D('1E-10').to_eng_string(), format(D('3'), '.3f'))
for bad in [lambda: D('abc'), lambda: D(1) / 0, lambda: D(0) / 0, lambda: D(-1).sqrt(), lambda: D('1') + 1.5, lambda: D('sNaN') + 1, lambda: D(10) ** 10 ** 10]:
    try: print(bad())
    except (ArithmeticError, TypeError) as e: print(type(e).__name__)
print(D('1.0') == 1, D('1.0') == 1.0, hash(D('1.0')) == hash(1), D('0.5') < 0.6, sorted([D('2'), 1, D('1.5')]), max(D(1), D(2)), sum([D('0.1')] * 3))
print(D(2).exp().quantize(D('1.0000000000')), D(10).ln().quantize(D('1.0000000000')), D(1000).log10(), getcontext().prec, D('1e3').is_zero(), D('nan').is_nan(), D('-inf').is_infinite(), D('1').copy_negate(), D('9.99').to_integral_value())
