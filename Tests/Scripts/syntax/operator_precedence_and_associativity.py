print(2 ** 3 ** 2, -2 ** 2, (-2) ** 2, 2 ** -1)
print(1 + 2 * 3 - 4 / 2, 7 // 2 * 2, 7 % 3 * 2, -7 // 2, -7 % 3)
print(1 << 2 + 1, 6 & 3 | 8 ^ 1, ~5 & 7, not 1 == 1)
print(1 | 2 == 3, (1 | 2) == 3, 5 & 1 == 1)
print(True or False and False, not True or True)
print(1 if True else 2 if False else 3, (lambda x: x or 1)(0))
print(2 * -3, 2 - -3, - - 3, ~~3, +-+3)
print('a' 'b' * 2, 'a' + 'b' * 2)
print(1 < 2 < 3 == True, 3 > 2 == 2)
print([1, 2] + [3] * 2, not [] + [0])
class T:
    def __init__(self, n): self.n = n
    def _op(s):
        def f(self, o):
            return T(f'({self.n}{s}{o.n})')
        return f
    __add__ = _op('+'); __sub__ = _op('-'); __mul__ = _op('*'); __matmul__ = _op('@')
    __truediv__ = _op('/'); __mod__ = _op('%'); __pow__ = _op('**'); __lshift__ = _op('<<')
    __and__ = _op('&'); __or__ = _op('|'); __xor__ = _op('^'); __floordiv__ = _op('//')
    def __neg__(self): return T(f'(-{self.n})')
    def __invert__(self): return T(f'(~{self.n})')
a, b, c, d = map(T, 'abcd')
print((a + b * c - d).n, (a * b @ c / d).n, (-a ** b).n, (a ** -b ** c).n)
print((a | b ^ c & d << a + b).n, (~a * b // c % d).n, (a - b - c).n)
