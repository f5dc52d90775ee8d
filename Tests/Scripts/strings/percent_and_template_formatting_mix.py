vals = [0, 1, -5, 3.14159, 'txt', None, [1], (1,), {'k': 2}, 2 ** 70, 1e100, True, b'x', 1 + 2j]
for v in vals:
    row = []
    for f in ('%s', '%r', '%d', '%5d|', '%-6s|', '%06.2f', '%x', '%e', '%c', '%a'):
        try: row.append(f % (v,))
        except Exception as e: row.append(f'{type(e).__name__}: {e}'[:52])
    print(row)
print('%(name)s is %(age)d and %(pi).2f %%' % {'name': 'Ann', 'age': 30, 'pi': 3.14159, 'extra': 1}, '%s' % 'one', '%s %s' % ('a', 'b'), '%%' % (), 'no args' % (), '%5s|%-5s|%.2s|%5.1s|' % ('ab', 'ab', 'abc', 'xyz'), '%+d % d %05d %-5d| %x %#x %o %#o %X' % (5, 5, 5, 5, 255, 255, 8, 8, 255), '%*d %-*d| %.*f' % (5, 1, 4, 2, 2, 1.23456))
for bad, arg in (('%d', 'x'), ('%s %s', ('a',)), ('%s', ('a', 'b')), ('%z', 1), ('%', 1), ('%(a', {}), ('%(a)s', {}), ('%(a)s', 5), ('%d', None), ('%c', 'ab'), ('%c', -1), ('%x', 1.5), ('%i', '5'), ('%.*f', (1.5, 2)), ('%s' * 3, (1, 2)), ('%(a)s %s', {'a': 1})):
    try: print(bad % arg)
    except Exception as e: print(repr(bad), type(e).__name__, e)
class M:
    def __getitem__(self, k): return k.upper()
class S:
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
    def __int__(self): return 9
    def __float__(self): return 1.5
    def __index__(self): return 65
print('%(abc)s' % M(), '%s %r %a' % (S(), S(), S()), '%x %c' % (S(), S()), '%.1f' % S())
class R:
    def __rmod__(self, o): return ('rmod', o)
print('fmt %s' % R() if 0 else '%s' % 5, b'%s %d' % (b'x', 5), b'%(k)s' % {b'k': b'v'}, bytearray(b'%d') % 3, 7 % 4, 'é%s' % 'ü', '%s' % '☃')
