def show(f, *a):
    l = list(range(8))
    try: f(l); print(l)
    except (ValueError, TypeError, IndexError) as e: print(type(e).__name__, e)
def s1(l): l[2:4] = 'abc'
def s2(l): l[::2] = [10, 20, 30, 40]
def s3(l): l[::2] = [1]
def s4(l): l[5:2] = [99]
def s5(l): del l[::3]
def s6(l): del l[6:1:-2]
def s7(l): l[-3:] = []
def s8(l): l[100:] = [1, 2]
def s9(l): l[:-100] = 'z'
def s10(l): l[::-1] = l
def s11(l): l[1:3] = 5
def s12(l): l[::0] = []
def s13(l): l['a'] = 1
def s14(l): l[8] = 1
def s15(l): del l[-9]
def s16(l): l[True] = 'T'
def s17(l): l[2:4], l[0] = [1], 'first'
def s18(l): l[1:1] = l
def s19(l): l[3:0:-1] = 'xyz'
def s20(l): del l[:]
def s21(l): l[slice(1, 3)] = (i for i in 'pq')
def s22(l): l[None:None] = {1: 2}
def s23(l): l[1.0:2] = []
for f in (s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15, s16, s17, s18, s19, s20, s21, s22, s23): show(f)
t = tuple(range(8))
for sl in (slice(None), slice(2, None), slice(-3, -1), slice(None, None, -2), slice(5, 1, -1), slice(10, 20), slice(-100, 3), slice(3, 3), slice(0, 8, 3), slice(True, 5)):
    print(sl, t[sl], 'abcdefgh'[sl], range(8)[sl], sl.indices(8), b'abcdefgh'[sl])
class I:
    def __index__(self): return 3
print(t[I()], t[I():], t[:I()], 'abcdef'[I()], [1] * I())
big = 10 ** 30
print(t[-big:big], t[::big], t[big:], [0, 1][-big:1])
print(slice(1, 2) == slice(1, 2), slice(1, 2) < slice(1, 3), slice(1).stop, repr(slice('a', [], None)))
class G:
    def __getitem__(self, k): return k
g = G()
print(g[1:2, ::3, ...], g[:, 0], g[()], g[None:'x':[]])
