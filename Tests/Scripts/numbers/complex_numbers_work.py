z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), -z, +z, z + 1, z - 2j, z * z, z / 2, z / (1 + 1j), z ** 2, z ** 0.5, z ** -1, z == 3 + 4j, z != 3, hash(1 + 0j) == hash(1), bool(0j), complex(1), complex('1-2j'), complex(' ( 1e3j ) '), complex(1, 2), complex(1 + 1j, 1j), 1j ** 2, (1 + 2j) * 3.5, 2 ** 1j)
print(repr(1j), repr(-0j), repr(complex(-0.0, 1)), repr(complex(float('nan'), float('inf'))), str(1 + 0j), f'{z:.2f} {z:>20} {1.5j:g} {z:+.1e}', [z, 0j])
for bad in (lambda: z < 1, lambda: int(z), lambda: float(z), lambda: z // 2, lambda: z % 2, lambda: divmod(z, 1), lambda: z / 0, lambda: 0j ** -1, lambda: complex('1+'), lambda: complex('a'), lambda: complex('1', 1), lambda: complex([]), lambda: f'{z:d}', lambda: f'{z:%}', lambda: round(z), lambda: sorted([1j, 2j]), lambda: math.sqrt(z), lambda: z & 1):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
import cmath, math
print(cmath.phase(-1), cmath.polar(1j), cmath.rect(1, 0), cmath.exp(0j), cmath.isnan(complex('nan')), cmath.sqrt(-4), cmath.log(1j).imag == math.pi / 2, cmath.isclose(1j, 1j), sum([1j, 2]), {1j: 'k'}[0 + 1j], 1 == 1 + 0j, (1 + 2j).__add__(1), 5 - 2j, 2j - 5, 1.5 * 2j, True + 1j)
class C:
    def __complex__(self): return 1 + 2j
class F:
    def __float__(self): return 2.5
class I:
    def __index__(self): return 3
print(complex(C()), complex(F()), complex(I()), abs(complex(float('inf'), 1)), complex(real=1, imag=3), z.__format__('.1f'))
