def show(x):
    print('eval', x)
    return x
print(show(1) < show(2) < show(3))
print(show(3) < show(2) < show(1))
print(1 < 2 > 0 != 5 == 5)
print(1 < 2 in [2, 3], 1 == 1 is not None, not 1 == 2)
print(1 in [1] == True, (1 in [1]) == True)
class Odd:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print('lt'); return self.v
    def __bool__(self): return True
print(Odd('') < 3 < 4)
print(Odd('x') < Odd('y') < 4)
a = [1, 2, 3]
print(0 <= a.index(2) < len(a))
x = 5
print(x > 3 and x < 10 or x == 0, x is 5 if False else x is x)
