def t(n):
    print('t', n)
    return n
print(t(0) and t(1), t(1) and t(2), t(0) or t(3), t(4) or t(5))
print(t('') or t([]) or t({}) or t('last'))
print(t(1) and t(2) and t(0) and t(9))
print(not t(0), not not t(3), not t('x') == t('y'))
print(t(1) if t(0) else t(2))
print((t(1) if t(2) else t(3)) if t(4) else t(5))
print(t(0) or t(1) and t(0) or t(7))
class B:
    def __bool__(self):
        print('bool')
        return False
b = B()
print((b or 'x'), (b and 'x') is b, 'y' if b else 'n')
print(bool(b), not b)
class L:
    def __len__(self):
        print('len')
        return 0
print(L() and 1 or 2)
class Bad:
    def __bool__(self): return 1
try:
    print(not Bad())
except TypeError as e: print(e)
class Neg:
    def __len__(self): return -1
try:
    bool(Neg())
except ValueError as e: print(e)
