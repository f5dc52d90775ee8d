def r(): return 1, *[2, 3], *'ab'
def y(): yield 0, *range(2)
print(r(), next(y()), [*r()], {*r()} == set(r()), (*r(), 9)[-1])
x = *r(), 5; print(x)
for i in *[1], *'z': print(i, end=' ')
print()
d = {}
d[*[1, 2]] = 'starred'; print(d, d[1, 2], d[(1, 2)])
print(*map(str, [1, 2]), *{'k': 1}, *(z for z in 'gen'), sep=',')
print([*[], *()], {**{}, **{'a': 1}}, (*'',), [*[[1]], *[[2]]], dict(**{'x': 1}, **{'y': 2}))
try: print(*5)
except TypeError as e: print(e)
try: [*None]
except TypeError as e: print(e)
a, *b = *'xy', *[1]; print(a, b)
for bad in ('*a', 'x = *a', 'del *a', '(*a)', 'print(**a, *b)', '*a = 1', '*a, *b = 1', 'f(*)', '[**a]', '{*a: 1}', 'return *a', 'for *a in b: pass', '*a += 1', 'lambda: *a'):
    try: compile(bad, 's', 'exec'); print('ok', bad)
    except SyntaxError as e: print(bad, '->', e.msg)
