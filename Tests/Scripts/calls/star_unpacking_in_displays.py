a = [1, 2]; b = (3,); d = {'x': 1}; e = {'y': 2, 'x': 3}
print([*a, *b], (*a, 0, *b), {*a, *b, *a}, {**d, **e}, {**e, **d}, {'x': 0, **d, 'z': 9})
print([*'abc', *range(3)], *a, *b, sep='-')
print([*{'k': 1}], [*(i * i for i in a)], (*a,), [*[]], {**{}})
t = *a, *b
print(t)
for x in *a, *b: print(x, end=' ')
print()
def f(): return *a, 5
def g(): yield *a, 6
print(f(), next(g()))
for bad in ['[*1]', '{**1}', '{**[1]}', '(*None,)', 'print(*5)', '{*{}, *[[]]}']:
    try: print(eval(bad))
    except TypeError as ex: print(bad, ex)
class M:
    def keys(self): print('keys'); return ['p', 'q']
    def __getitem__(self, k): return k * 2
print({**M()}, (lambda **k: k)(**M()))
class I:
    def __iter__(self):
        yield 1
        raise ValueError('in iter')
try: [*I()]
except ValueError as ex: print(ex)
print([*a, *[*b, *[4]]], {1: {**d}}['x' and 1])
l = [0]
l[0:0] = *a,
print(l, a[(*b,)[0] - 3])
def h(*args, **kw): return args, kw
print(h(*a, *b, **d, **{'w': 1}), h(*{}, **{}), h(*'', *a))
