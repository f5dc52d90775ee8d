K = 10
def use():
    return K + 1
def loop(n):
    s = 0
    for i in range(n):
        s += use()
    return s
print(loop(100))
K = 20
print(loop(100))
def use():
    return K * 2
print(loop(100))
import builtins
def size(x): return len(x)
print([size([1] * i) for i in range(20)][-1])
len_ = builtins.len
builtins.len = lambda x: 42
print(size([]))
builtins.len = len_
print(size([]))
len = lambda x: 7
print(size([]))
del len
print(size([]))
class A:
    def m(self): return 1
    def n(self): return self.m() + 1
a = A()
def callm(n):
    s = 0
    for i in range(n): s += a.n()
    return s
print(callm(50))
A.m = lambda self: 5
print(callm(50))
a.m = lambda: 9
print(callm(50))
del a.m
print(callm(50))
class B(A):
    def m(self): return 100
a = B()
print(callm(50))
a.__class__ = A
print(callm(50))
def change_inside(n):
    global K
    out = []
    for i in range(n):
        if i == n - 2: K = 1000 + i
        out.append(K)
    return out[-3:]
print(change_inside(50))
print(change_inside(60))
