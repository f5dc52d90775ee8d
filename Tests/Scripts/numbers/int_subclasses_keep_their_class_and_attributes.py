
class I(int):
    def __new__(cls, v, tag=None):
        self = super().__new__(cls, v)
        self.tag = tag
        return self
    def __repr__(self):
        return "I(%d, %r)" % (self, self.tag)
for v in [0, 1, -5, 2**62, 2**64, -2**200]:
    i = I(v, "x")
    print(i, i + 0, type(i + 0).__name__, i == v, hash(i) == hash(v), i.tag, type(+i).__name__, type(int(i)).__name__, isinstance(i, int), i < v + 1, bool(i))
    i.other = [v]
    print(i.__dict__)
print({I(3): 1}[3], [10, 20, 30][I(1)], "ab" * I(2), range(I(3)), I(10) // 3, I(10) ** I(2), -I(7), divmod(I(17), 5), format(I(7), "04d"), str(I(5)), "%d" % I(5))
class R(int):
    def __radd__(self, o): return ("radd", o)
    def __add__(self, o): return ("add", o)
print(1 + R(2), R(2) + 1, R(1) + R(2), 1.5 + R(2))
class F(float):
    pass
f = F(1.5)
f.a = 1
print(f, f.__dict__, type(f + 1).__name__, F("2.5") * 2, hash(f) == hash(1.5), type(-f).__name__, F.fromhex("0x1p3").__class__.__name__)
