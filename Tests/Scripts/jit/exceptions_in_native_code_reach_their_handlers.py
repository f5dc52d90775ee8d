import sys
def divide(a, b):
    return a // b
def f(n):
    hits = []
    for i in range(n):
        try:
            hits.append(divide(10, i % 3))
        except ZeroDivisionError as e:
            hits.append(str(e))
        finally:
            hits.append("f")
    return hits
print(f(4))
for _ in range(40): f(6)
print(f(7))
def index(l, i):
    return l[i]
def g(n):
    l = [1, 2, 3]
    c = 0
    for i in range(n):
        try:
            c += index(l, i % 5)
        except IndexError:
            c += 100
    return c
print(g(10), g(1000))
def depth(n):
    if n == 0:
        raise ValueError("bottom")
    depth(n - 1)
for k in range(30):
    try:
        depth(k)
    except ValueError as e:
        n = 0
        tb = e.__traceback__
        while tb:
            n += 1
            tb = tb.tb_next
        if k % 10 == 0: print(k, n, [t for t in (e.args)])
def unbound(flag):
    if flag:
        x = 1
    return x
for _ in range(30): unbound(True)
try:
    unbound(False)
except UnboundLocalError as e:
    print(e)
def rec(n):
    return rec(n + 1)
for _ in range(5):
    try:
        rec(0)
    except RecursionError as e:
        print(type(e).__name__, e)
