total = 0
for i in range(200):
    total += i
    if i % 7 == 0: total -= 3
    if total > 10 ** 6: break
print(total, i)
x = 1
while x < 10 ** 30: x = x * 3 + 1
print(x)
names = []
for c in 'abc' * 30:
    if c not in names: names.append(c)
    globals()[f'var_{c}'] = len(names)
print(names, var_a, var_b, var_c)
class K:
    n = 0
    for j in range(100): n += j
    l = [k * k for k in range(5)]
    while n > 100: n -= 7
print(K.n, K.j, K.l)
def reader():
    t = 0
    for _ in range(60): t += total % 5 + x % 3
    return t
print(reader()); total = 2.5; print(reader()); x = 7; print(reader())
del total
try: reader()
except NameError as e: print(e)
total = 1; print(reader())
flag = False
def toggle():
    global flag
    flag = not flag
    return flag
print([toggle() for _ in range(5)], sum(toggle() for _ in range(101)), flag)
def outer():
    global made
    for i in range(80): made = i
outer(); print(made)
exec('for q in range(100): made += q\nprint(made)')
ns = {'t': 0}
exec('for q in range(100):\n    t += q\n    if q == 50: t = float(t)', ns); print(ns['t'])
y = 0
for y in range(50):
    try:
        if y == 40: raise StopIteration
    except StopIteration: y = 'caught'; break
print(y)
z = [0]
for z[0] in range(70): pass
print(z)
for K.attr in 'xyz': pass
print(K.attr)
it = iter(range(100)); acc = 0
for v in it:
    acc += v
    if v % 10 == 0: acc += next(it, 0)
print(acc)
