class S:
    total = 0
    def __init__(self, n): self.n, self.seen = n, []
    def bump(self, k=1):
        self.n += k
        S.total += 1
        if self.n % 10 == 0: self.seen.append(self.n)
        return self
a, b = S(0), S(5)
def drive(n):
    for i in range(n): a.bump().bump(2); b.bump(-1)
    return a.n, b.n, len(a.seen), S.total
print(drive(50), drive(50))
b.n = 0.5; print(drive(3)); a.n = 2 ** 62; print(drive(2)); S.total = 'x'
try: drive(1)
except TypeError as e: print(e, a.n)
S.total = 0; b.extra = 1; del b.extra; print(drive(2))
class T(S):
    __slots__ = ()
    @property
    def n(self): return self.__dict__['_n']
    @n.setter
    def n(self, v): self.__dict__['_n'] = v * 1
t = T(3)
for _ in range(60): t.bump()
print(t.n, t.__dict__['_n'], S.total)
a.__class__ = T; a.n = 1; print(drive(1))
