a = 1; b = 2; print(a, b)
if a: print('yes'); print('still')
else: print('no')
for i in 1, 2, 3: print(i, end=' '); print('.', end='')
else: print('done')
while a < 3: a += 1; b -= 1
print(a, b);
class C: x = 1; y = 2
print(C.x, C.y)
def f(): a = 1; return a
print(f())
try: 1 / 0
except ZeroDivisionError: print('caught'); pass
finally: print('fin')
with open(__file__) as h: pass; print(h.closed)
print(h.closed)
