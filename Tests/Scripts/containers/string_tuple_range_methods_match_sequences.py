seqs = ['hello', (1, 2, 3, 2), range(2, 20, 3), b'bytes', [1, 2, 3, 2], bytearray(b'ba')]
for s in seqs:
    print(type(s).__name__, len(s), s[0], s[-1], s[1:3], s[::-1], s[5:], s[-2:], s.index(s[1]), s.count(s[1]), s[1] in s, list(reversed(s))[0], [*s][:2], bool(s), s == s[:], min(s), max(s), hash(s) == hash(s) if not isinstance(s, (list, bytearray)) else '-')
    for bad in (lambda: s[99], lambda: s[-99], lambda: s['a'], lambda: s.index(12345678 if not isinstance(s, (str, bytes, bytearray)) else (b'zz' if not isinstance(s, str) else 'zz')), lambda: s[::0], lambda: s[1.5]):
        try: print(bad())
        except Exception as e: print(type(e).__name__, e)
r = range(10)
print(r[2:8:3], r[::-1], range(0, -10, -3)[1], len(range(0, 10, 3)), range(5) == range(0, 5), range(0, 5, 2) == range(0, 6, 2), hash(range(0)) == hash(range(3, 3)), 4 in range(0, 10, 2), 5 in range(0, 10, 2), 2.0 in r, 'a' in r, r.start, r.stop, r.step, repr(range(1, 5, 2)), range(True), list(range(3, 0, -1)), sum(range(101)), range(2 ** 70)[2 ** 69], len(range(0, 2 ** 40, 2 ** 30)), range(10).index(7), range(10).count(3), range(-5, 5)[::3])
for bad in (lambda: range(1.5), lambda: range('a'), lambda: range(1, 2, 0), lambda: len(range(2 ** 70)), lambda: r.__setitem__, lambda: r.index(99), lambda: range(), lambda: range(1, 2, 3, 4), lambda: r + r, lambda: r[10], lambda: r < r):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
