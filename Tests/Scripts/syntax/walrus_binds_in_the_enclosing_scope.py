if (n := 10) > 5:
    print(n)
print([y := 1, y ** 2, y + 5], y)
print([last := x for x in range(4)], last)
data = iter([3, 2, 1, 0, 9])
while (v := next(data)):
    print('v', v)
print(v)
def f():
    total = 0
    parts = [total := total + i for i in range(5)]
    return parts, total
print(f())
print(any((hit := w) > 3 for w in [1, 2, 5, 7]), hit)
def g(a, b=(c := 8)):
    return a, b
print(g(c := 2), c)
print((lambda: (z := 4) + z)())
d = {(k := 'key'): (val := 1)}
print(d, k, val)
print(f'{(w := 5)} {w:=5}')
for bad in ['x := 1', '[i := 0 for i in [1]]', '(a.b := 1)', 'f(x = y := 1)', '[j for j in (k := [1])]']:
    try:
        exec(bad)
        print('ran', bad)
    except SyntaxError as e: print(bad, '->', e.msg)
