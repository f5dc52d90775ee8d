x = 'outer'
print([x for x in range(3)], x)
print({x for x in 'a'}, {x: 1 for x in 'b'}, list(x for x in 'c'), x)
def f():
    y = 10
    return [y + i for i in range(3)], [(lambda: y * i)() for i in range(3)]
print(f())
def evaluated_outside():
    it = 'local'
    return [it for it in it]
print(evaluated_outside())
try: print([undefined_first for _ in undefined_first])
except NameError as e: print(e)
g = (undefined_later for _ in [1])
try: next(g)
except NameError as e: print(e)
try: g2 = (1 for _ in undefined_now)
except NameError as e: print('at once:', e)
print([[j for j in range(i)] for i in range(4)])
print([(i, j) for i in range(3) for j in range(i) if (i + j) % 2])
print([i for i in range(10) if i % 2 if i % 3])
matrix = [[1, 2], [3, 4]]
print([[row[c] for row in matrix] for c in range(2)], [v for row in matrix for v in row])
class C:
    data = [1, 2]
    dbl = [d * 2 for d in data]
print(C.dbl)
def nonl():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return [inc() for _ in range(3)], n
print(nonl())
