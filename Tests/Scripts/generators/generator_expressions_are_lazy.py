log = []
def src(n):
    for i in range(n): log.append(i); yield i
g = (x * x for x in src(5)); print(log); print(next(g), log); print(list(g), log)
print(sum(x for x in range(10) if x % 2), max((len(w), w) for w in ['a', 'ccc']), dict((k, v) for k, v in zip('ab', [1, 2])), sorted(-x for x in [3, 1]), ','.join(str(i) for i in range(3)), set(x % 3 for x in range(9)), tuple(i for i in 'ab'), any(log.append('any') or x for x in [0, 1, 2]), log[-2:])
n = 10
h = (n * i for i in range(3)); n = 100; print(list(h))
it = iter([1, 2, 3, 4]); print(list(zip((a for a in it), (b for b in it))))
def outer(): return (i + j for i in range(2) for j in range(i + 1))
print(list(outer()), [list(x) for x in ((y for y in range(k)) for k in range(3))])
try: (1 / x for x in [0]).__next__()
except ZeroDivisionError as e: print(e)
def f(*a, **k): return a, k
print(f(x for x in 'ab')[0][0].__name__, list(f((x for x in 'ab'), k=1)[0][0]))
for bad in ('f(x for x in y, 1)', 'f(1, x for x in y)', '(x for x in)', '(for x in y)', '(yield x for x in y)', 'class C(x for x in y): pass'):
    try: compile(bad, 'b', 'exec'); print('ok', bad)
    except SyntaxError as e: print(bad, '->', e.msg)
e = (i for i in range(3)); next(e); e.close(); print(list(e), e.gi_frame, e.gi_code.co_name, type(e).__name__)
print(next((x for x in range(100) if x * x > 50), None), next((x for x in ()), 'empty'), [*(x for x in 'ab'), *(y for y in 'c')], list(map(lambda t: t, (z for z in 'q'))), sum(1 for _ in (i for i in range(1000) if i % 7 == 0)))
walk = lambda t: (v for k in t for v in (walk(k) if isinstance(k, list) else [k])); print(list(walk([1, [2, [3, 4]], 5])))
r = (x for x in range(5)); print(2 in r, list(r), 3 in (x for x in [1, 2]))
