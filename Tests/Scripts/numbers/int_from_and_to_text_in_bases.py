for n in (0, 1, -1, 255, -255, 2 ** 64, -(2 ** 70), 10 ** 20):
    print(n, bin(n), oct(n), hex(n), f'{n:b} {n:o} {n:x} {n:X} {n:#b} {n:#o} {n:#x} {n:,} {n:_} {n:_x} {n:+d} {n: d} {n:12d}| {n:<12}| {n:^12}| {n:012d} {n:e} {n:c}' if 0 < n < 300 else f'{n:b} {n:x} {n:,} {n:+} {n:_b}'[-80:])
    assert int(str(n)) == n and int(bin(n), 0) == n and int(hex(n), 16) == n and int(oct(n), 8) == n
for base in (2, 3, 7, 10, 16, 36): print(base, int('10', base), int('-11', base), int('z' if base == 36 else '1', base))
print(int('0b1010', 2), int('0B11', 0), int('0o17', 0), int('0xFF', 0), int('  42  '), int('+5'), int('1_000'), int('٣'), int('१२'), int(b'7'), int('0', 0), int('00', 0), int('-0x1f', 16))
for bad in ('', ' ', '-', '+-1', '1__0', '_1', '1_', '0x', '0b2', '1.0', 'a', '9' * 5000, '\x00', '1 2', '01'):
    try: print(int(bad, 0 if bad in ('0x', '0b2', '01') else 10))
    except ValueError as e: print(str(e)[:60])
for f in (lambda: int('1', 37), lambda: int('1', -1), lambda: int(1, 10), lambda: int('1', 1.5), lambda: int(None), lambda: int([1]), lambda: int('1', base='x')):
    try: print(f())
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
print((255).to_bytes(2, 'big'), (-2).to_bytes(2, 'little', signed=True), int.from_bytes(b'\xff\xfe', 'big', signed=True), int.from_bytes([1, 2], 'little'), (0).to_bytes(0, 'big'), (5).to_bytes(), int.from_bytes(b''))
class N:
    def __int__(self): return 5
    def __trunc__(self): return 6
class T:
    def __trunc__(self): return 7
class X:
    def __index__(self): return 8
import warnings; warnings.simplefilter('ignore')
print(int(N()), int(T()), int(X()), hex(X()), int(3.99), int(-3.99), int(1e20), int(True))
