r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], r[::-1], r.start, r.stop, r.step, 5 in r, 6 in r, '5' in r, 5.0 in r, True in range(2))
print(range(5), range(1, 5), range(0), range(5, 0), list(range(5, 0, -2)), range(10)[3:7:2], range(0, -5, -1)[1])
print(r.index(8), r.count(8), r.count(9), range(3) == range(0, 3, 1), range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(0, 3)))
b = range(10**30, 10**30 + 10, 3); print(b, list(b), b[1], len(b), 10**30 + 3 in b, b.index(10**30 + 6))
h = range(-2**62 - 3, -2**62 + 3, 2); print(list(h), list(reversed(h)))
print(list(range(2**62 - 2, 2**62 + 2)), list(range(2**63 - 1, 2**63 + 1)))
print(list(reversed(range(5))), list(reversed(range(0, 10, 3))), list(reversed(range(0))), next(iter(range(3))))
for f in (lambda: range(), lambda: range(1, 2, 0), lambda: range(1.5), lambda: r[10], lambda: r.index(3), lambda: range(1, 2, 3, 4), lambda: len(range(10**30)), lambda: r['a'], lambda: range(3) < range(4)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(bool(range(0)), bool(range(1)), range(True, 3), type(range(True).stop))
it = iter(range(10)); next(it); print(it.__length_hint__()); print(list(it))
it = iter(range(10**20, 10**20 + 4)); next(it); print(list(it), type(it).__name__)
class I:
    def __index__(self): return 4
print(range(I()), sum(range(1000001)), max(range(7, 3, -1)))
try: r.start = 1
except AttributeError as e: print(e)
