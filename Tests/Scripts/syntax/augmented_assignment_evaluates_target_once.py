def idx():
    print('idx')
    return 1
l = [1, 2, 3]
def lst():
    print('lst')
    return l
lst()[idx()] += 10
print(l)
class C:
    count = 0
    def __getattr__(self, n):
        print('get', n)
        return 7
c = C()
c.count += 1
print(c.count, C.count)
c.fresh -= 2
print(c.__dict__)
t = ([1],)
try:
    t[0] += [2]
except TypeError as e: print(e, t)
a = b = [1]
a += [2]
print(a is b, b)
a = a + [3]
print(a is b, b)
x = 7
x -= 1; x *= 3; x //= 2; x **= 2; x %= 50; x <<= 3; x >>= 1; x |= 3; x &= 0xff; x ^= 5
print(x)
x /= 2
print(x)
s = 'a'
s *= 3; s += 'b'
print(s)
class M:
    def __imatmul__(self, o): return ('imatmul', o)
    def __iadd__(self, o): return NotImplemented
    def __add__(self, o): return ('add', o)
m = M()
m @= 3
print(m)
m = M()
m += 4
print(m)
class R:
    def __radd__(self, o): return ('radd', o)
n = 5
n += R()
print(n)
try:
    n = 1
    n += 'x'
except TypeError as e: print(e)
try:
    n @= 2
except TypeError as e: print(e)
