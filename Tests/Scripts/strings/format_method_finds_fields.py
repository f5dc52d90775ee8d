print('{} {}'.format(1, 2), '{1} {0} {1}'.format('a', 'b'), '{x} {y}'.format(x=1, y=2), '{0[1]} {0[k]}'.format({'k': 'v', 1: 'one'}), '{0.real} {0.imag}'.format(3+4j))
print('{:>10}|{:<10}|{:^10}|{:=+8}'.format('r', 'l', 'c', 5), '{:{}}|{:{w}.{p}f}'.format('a', 5, 3.14159, w=8, p=2), '{!r} {!s} {!a}'.format('é', 'é', 'é'), '{{}} {{{}}}'.format(1))
print('{:b} {:o} {:x} {:X} {:#b} {:e} {:g} {:n} {:c}'.format(5, 8, 255, 255, 5, 12345.678, 0.0001, 1234, 97), '{:,} {:_} {:.3} {:.0f} {:+.1e} {:%}'.format(1234567, 1234567, 'abcdef', 2.5, -1234.5, .5))
print('{a.b.c[0]}'.format(a=type('A', (), {'b': type('B', (), {'c': [7]})})), '{0[0][1]}'.format([[1, 2]]), '{[key with space]}'.format({'key with space': 1}), '{0[-1]}'.format({'-1': 'neg'}))
for bad in ["'{'", "'}'", "'{0'", "'{} {1}'", "'{1} {}'", "'{2}'", "'{x}'", "'{!x}'", "'{!}'", "'{0.nope}'", "'{0[9]}'", "'{0[a]}'", "'{:d}'", "'{0!r:d}'", "'{:{:{}}}'", "'{0[}'", "'{0.}'", "'{0[]}'"]:
    try: print(bad, eval(bad).format([1], 2))
    except Exception as e: print(bad, '->', type(e).__name__, e)
class D(dict):
    def __missing__(self, k): return f'<{k}>'
print('{a} {b}'.format_map(D(a=1)), '{0:{fill}{align}{width}}'.format('x', fill='*', align='^', width=9))
print('%s %r %d %i %5.2f %-5d| %05d %x %X %o %e %g %c %% %+d % d %#x %.3s' % ('s', 'r', 3.9, 4, 3.14159, 7, 42, 255, 255, 8, 12345.678, 0.00001, 'c', 5, 5, 255, 'abcdef'))
print('%(a)s %(b)05d %(a)r' % {'a': 'x', 'b': 3}, '%*d|%-*d|%.*f' % (5, 1, 5, 2, 2, 3.14159), '%s' % [1], '%s' % ((1, 2),), '%c%c' % (65, 'B'), b'%s %d %b %r' % (b'x', 5, b'y', 'z'), '%s' % None, '%5s|%-5s|' % ('a', 'b'), '%a' % 'é', '%x' % -255, '%#o' % 8, '%+.2e' % 0)
