def f(n):
    t = 0
    for i in range(n):
        if i == n - 1: t += late(i)
        else: t += i
    return t
try: f(60)
except NameError as e: print(e)
late = lambda x: 1000
print(f(60)); late = lambda x: 'oops'
try: f(60)
except TypeError as e: print(e)
late = abs; print(f(60)); del late
try: f(2)
except NameError as e: print(e)
import builtins
builtins.late = lambda x: -1; print(f(60)); late = float; print(f(60)); del late, builtins.late
def g(n):
    out = []
    for i in range(n):
        if i == 30: global h; h = lambda: 'second'
        out.append(h())
    return out[0], out[-1]
h = lambda: 'first'; print(g(60), g(60))
def unbound(n):
    for i in range(n):
        if i > 50: v = i
    return v
print(unbound(60))
try: unbound(10)
except UnboundLocalError as e: print(e)
def deleted(n):
    v = 0
    for i in range(n):
        v += 1
        if i == 55: del v
    return v
print(deleted(50))
try: deleted(60)
except UnboundLocalError as e: print(e)
