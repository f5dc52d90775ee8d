s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(1, 2), s == slice(1, 10, 2), s != slice(1), slice(1) < slice(2))
print(s.indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(10), slice(10**30).indices(5), slice(1, 2).indices(10**20))
for f in (lambda: hash(s), lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(1, 2, 0).indices(3), lambda: slice('a').indices(3), lambda: s.indices(-1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class G:
    def __getitem__(self, k): return k
g = G(); print(g[1:2], g[:], g[::3], g[1:2, ..., 3], g[1, 2])
try: s.start = 3
except AttributeError as e: print(e)
print(s.__reduce__())
