fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])
i = 'changed'
print([f() for f in fs])
def make():
    out = []
    for j in range(3):
        def f(): return j
        out.append(f)
    j = 'end'
    return out
print([f() for f in make()])
def fixed():
    def one(k): return lambda: k
    return [one(k) for k in range(3)]
print([f() for f in fixed()])
def comp(): return [lambda: v for v in range(3)]
print([f() for f in comp()])
gens = [(lambda: w) for w in 'ab']
print([g() for g in gens])
def counter():
    n = 0
    def up(): nonlocal n; n += 1; return n
    def get(): return n
    return up, get
up, get = counter()
up(); up()
print(get(), counter()[1]())
