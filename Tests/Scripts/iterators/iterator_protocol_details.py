class C:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration('done')
        self.n -= 1
        return self.n
print(list(C(3)), 2 in C(3), sum(C(4)), max(C(3)), [*C(2)], dict(zip(C(3), 'abc')), sorted(C(3)), ''.join(map(str, C(3))))
it = C(1); print(next(it), next(it, 'dflt'))
try: next(it)
except StopIteration as e: print('StopIteration', e.value)
class G:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
print(list(G()), list(reversed([1, 2])), 9 in G(), 5 in G(), [a for a in G()], *G())
class G2:
    def __getitem__(self, i):
        if i == 2: raise StopIteration
        if i == 9: raise KeyError
        return i
print(list(G2()))
n = [0]
def f(): n[0] += 1; return n[0]
print(list(iter(f, 4)), n)
it = iter(f, 100); print(next(it))
class Bad:
    def __next__(self): return 1
try: iter(Bad())
except TypeError as e: print(e)
try: next(Bad.__new__(Bad)); print('next works without iter')
except TypeError as e: print(e)
try: next([1])
except TypeError as e: print(e)
class Late:
    def __init__(self): self.first = True
    def __iter__(self): return self
    def __next__(self):
        if self.first: self.first = False; raise StopIteration
        return 'more'
l = Late(); print(list(l), next(l))
e = enumerate('ab', 5); print(next(e), list(e), list(e))
z = zip([1, 2, 3], 'ab'); print(list(z), list(zip()), list(zip([1])))
try: list(zip([1], [1, 2], strict=True))
except ValueError as e: print(e)
try: list(zip([1, 2], [1], [1, 2], strict=True))
except ValueError as e: print(e)
m = map(lambda *a: a, [1, 2], 'abc'); print(list(m))
fl = filter(None, [0, 1, '', 'a', [], [0]]); print(list(fl), list(filter(str.isdigit, 'a1b2')))
r = iter(range(5)); print(next(r), r.__length_hint__(), list(r), r.__length_hint__())
a, b = iter([1, 2]); print(a, b)
x = iter({1: 2}.items()); print(next(x), list(x))
print(type(iter([])).__name__, type(iter(())).__name__, type(iter('')).__name__, type(iter({})).__name__, type(iter(set())).__name__, type(iter(range(1))).__name__, type(reversed([])).__name__, type(iter(b'')).__name__, type(iter({}.values())).__name__, type(enumerate([])).__name__, type(iter(int, 1)).__name__, type(iter(range(2 ** 70))).__name__)
def inf():
    i = 0
    while True: yield i; i += 1
for i, v in zip(range(3), inf()): print(i, v, end=' ')
print(); print(next(i for i in inf() if i * i > 50))
