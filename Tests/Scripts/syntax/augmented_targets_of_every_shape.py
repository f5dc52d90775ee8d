class O: pass
o = O(); o.v = 1; o.l = [1]; o.d = {'k': 2}; o.o = O(); o.o.v = 'a'
l = [1, [2, 3]]; d = {1: [0], (1, 2): 5}
o.v += 1; o.l += [2]; o.l[0] -= 5; o.d['k'] **= 3; o.o.v *= 3; l[0] <<= 4; l[1][-1] //= 2; l[1] += 'xy'; d[1] += (7,); d[1, 2] %= 3; l[1][1:2] += [9, 9]; d[1][0] |= 6; d[1][-1] ^= 2; o.o.v += 'z'
print(o.v, o.l, o.d, o.o.v, l, d)
x = y = [1]; x += [2]; y = y + [3]; print(x, y)
s = 'a'; s += 'b'; s *= 2; t = (1,); t += (2,); t *= 2; n = 7; n /= 2; n -= 0.5; n //= 1; f = 2; f **= -1; b = True; b += 1; b &= 3; st = {1, 2}; st |= {3}; st -= {1}; st ^= {9}; st &= {2, 9}; by = b'a'; by += b'b'; ba = bytearray(b'x'); z = ba; ba += b'y'; print(s, t, n, f, b, st, by, z)
i = 0
def idx(): global i; i += 1; return i
a = [0] * 5; a[idx()] += 10; a[idx()] += idx(); print(a, i)
class C:
    n = 0; names = []
    n += 1; names += ['c']
    for q in range(3): n += q
print(C.n, C.names); c = C(); c.n += 10; c.names += ['inst']; print(C.n, c.n, C.names, c.__dict__)
def g():
    k = 1
    def h(): nonlocal k; k += 1; return k
    return h() + h(), k
print(g())
for bad in ('a += b = 1', '(a, b) += 1', '[a] += 1', 'f() += 1', 'a + b += 1', '*a += 1', 'None += 1', '(a) += 1', 'a.b.c += 1', '"s" += 1', 'a if b else c += 1', '(yield) += 1', 'a: int += 1', 'lambda: a += 1', '-a += 1', '{} += 1'):
    try: compile(bad, 's', 'exec'); print('ok', bad)
    except SyntaxError as e: print(bad, '->', e.msg)
try: undefined_a += 1
except NameError as e: print(e)
