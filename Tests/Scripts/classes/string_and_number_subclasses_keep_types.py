class S(str):
    def __new__(cls, v, tag=None): s = super().__new__(cls, v); s.tag = tag; return s
    def __add__(self, o): return S(str.__add__(self, o), self.tag)
    def shout(self): return S(self.upper() + '!', self.tag)
s = S('hi', 1); print(s + ' you', type(s + 'x').__name__, (s + 'a').tag, s.shout(), type(s.upper()).__name__, s == 'hi', hash(s) == hash('hi'), {'hi': 2}[s], s[0], type(s[:]).__name__, isinstance(s, str), len(s), f'{s:>4}', ''.join([s, s]), s in 'oh hi', 'h' in s)
class I(int):
    def __new__(cls, v): return super().__new__(cls, int(v) % 10)
    def __add__(self, o): return I(int(self) + o)
    def __repr__(self): return f'I({int(self)})'
    def __str__(self): return f'<{int(self)}>'
    __hash__ = int.__hash__
    def __eq__(self, o): return int(self) == int(o) % 10
i = I(27); print(i, repr(i), i + 5, i * 2, type(i * 2).__name__, -i, i == 17, i == 8, f'{i}', f'{i:03d}', '%d' % i, [10, 20, 30, 40, 50, 60, 70, 80][i], range(i)[-1], int(i), i.bit_length(), {7: 'x'}[i], sum([i, i]), max(i, 3), sorted([I(3), I(1)]))
class F(float):
    def __round__(self, n=None): return 'rounded'
    def __format__(self, spec): return 'F' + float.__format__(self, spec)
f = F(1.5); print(f, f + 1, type(f + 1).__name__, round(f), f'{f:.3f}', f == 1.5, f.hex(), int(f), F.fromhex('0x1p1'), type(F.fromhex('0x1p1')).__name__, divmod(f, 1))
class L(list):
    def append(self, v): super().append(v * 2)
    def __getitem__(self, i): return super().__getitem__(i) if not isinstance(i, str) else 'str'
l = L([1]); l.append(5); l.extend([7]); print(l, l['k'], l[0:2], type(l[0:2]).__name__, l + [1], type(l + [1]).__name__, type(l.copy()).__name__, l == [1, 10, 7], sorted(l), list(l))
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def first(self): return self[0]
print(T(1, 2), T(1, 2).first, T() == (), T(1) + (2,), hash(T(1, 2)) == hash((1, 2)), type(T(1)[:1]).__name__, (lambda *a: a)(*T(3, 4)))
class D(dict):
    def __getitem__(self, k): return super().get(k, 'none')
    def __setitem__(self, k, v): super().__setitem__(k, ('set', v))
d = D(a=1); d['b'] = 2; d.update(c=3); print(d['zz'], d, dict(d), {**d}, d.get('q'), 'zz' in d, d.setdefault('e', 5), list(d.items()))
class B(bytes): pass
print(B(b'x') + b'y', type(B(b'x') + b'y').__name__, B(5), B([1, 2])[0])
try:
    class N(bool): pass
except TypeError as e: print(e)
class C(complex): pass
print(C(1, 2), C(1) + 1, type(C(1) + 1).__name__, C('1j').imag)
