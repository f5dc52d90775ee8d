vals = [0.0, -0.0, 1.0, 0.1, 1 / 3, 1e16, 1e15, 123456789012345678.0, 1e-5, 1e-4, 0.00012345, 1e22, 1e23, 5e-324, 1.7976931348623157e308, float('inf'), float('-inf'), float('nan'), 2.5, 1e100, 123.456, 9007199254740993.0]
for v in vals:
    print(repr(v), str(v), f'{v:g} {v:e} {v:.3f} {v:.2e} {v:10.4g}| {v:+.1f} {v:%}'[:120], v.hex(), float(repr(v)) == v or v != v, float.fromhex(v.hex()) == v or v != v)
print(f'{1234567.891:,.2f} {1234.5:_} {0.5:.0f} {1.5:.0f} {2.5:.0f} {1e10:n} {3.0:g} {3.0:#g} {1e-7:f} {123:.1f} {True:.2f} {-1.5:08.2f} {1.5:=+9} {1e5:.3g} {99999.5:.5g} {0.1 + 0.2:.17g} {0.1:.20f}')
print('%g %e %f %.0f %5.1f|%-8.2f|%+g %#.0f %G %E' % (0.0001, 12345.678, 1 / 3, 2.5, 3.14159, 2.5, 1.0, 3.0, 1e-10, 1.5))
for t in ('1e3', ' 1.5 ', '.5', '5.', '-1E-3', 'inf', '-Infinity', 'NaN', '1_0.0_1', '1e400', '1e-400', '0x1', '1e', '', 'infin', '1.5.2', '١.٥', '+.e1', '1e+05'):
    try: print(repr(t), float(t))
    except ValueError as e: print(e)
print(round(0.5), round(1.5), round(2.675, 2), round(-1.5), round(1e300, -299), round(1234.567, -2), round(5, -1), round(15, -1), round(1.45, 1), round(float('1e16') + 1), type(round(1.5)).__name__, type(round(1.5, 0)).__name__)
print((0.5).as_integer_ratio(), (1e-5).is_integer(), (3.0).is_integer(), float(10 ** 30), float('1' * 30), 1e16 + 1 == 1e16, 0.1 + 0.2 == 0.3, abs(-0.0), -0.0 + 0.0, 0.0 * -1, 1e308 * 10, -1e308 * 10, 1e308 * 10 - 1e308 * 10)
import math
print(math.nextafter(1, 2), math.ulp(1.0), math.frexp(10.0), math.ldexp(0.5, 4), math.modf(-2.5), math.fsum([.1] * 10), math.copysign(1, -0.0), math.isclose(1, 1 + 1e-10), math.remainder(7, 4), math.fmod(-7, 4), math.trunc(-2.7), math.floor(-2.5), math.ceil(-2.5), math.dist((0, 0), (3, 4)), math.hypot(1, 2, 2), math.prod([1.5, 2]), math.log(8, 2), math.log1p(1e-10), math.expm1(1e-10), math.gamma(5), math.erf(0.5), math.cbrt(27), math.exp2(3))
