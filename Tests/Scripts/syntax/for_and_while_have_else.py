def search(items, x):
    for i in items:
        if i == x:
            print('found', i)
            break
    else:
        print('not found', x)
search([1, 2], 2); search([1, 2], 3); search([], 1)
i = 0
while i < 3:
    i += 1
    if i == 2: continue
    print(i)
else:
    print('while else')
while True:
    for j in range(3):
        if j == 1: break
    else:
        print('never')
    break
else:
    print('never 2')
for k in range(3):
    try:
        if k == 1: continue
        if k == 2: break
        print('body', k)
    finally:
        print('finally', k)
else: print('never 3')
print(k)
for q in []: pass
try: q
except NameError as e: print(e)
def r():
    for a in range(3):
        for b in range(3):
            if a * b == 2: return a, b
    else: return None
print(r())
for z in range(2):
    z = 'changed'
    print(z)
