limit = 5
def helper(x): return x + limit
def run(n):
    t = 0
    for i in range(n): t += helper(i)
    return t
print(run(100))
limit = 10
print(run(100))
def helper(x): return x * limit
print(run(100))
limit = 2.5
print(run(100))
del helper
try: run(3)
except NameError as e: print(e)
helper = lambda x: 1
print(run(100))
helper = str
try: run(3)
except TypeError as e: print(e)
def uselen(l):
    t = 0
    for _ in range(60): t += len(l)
    return t
print(uselen([1, 2]))
def len(x): return 100
print(uselen([1, 2]))
del len
print(uselen([1, 2, 3]))
import builtins
orig = builtins.abs
def useabs(x):
    for _ in range(60): r = abs(x)
    return r
print(useabs(-5))
builtins.abs = lambda x: 'patched'
print(useabs(-5))
builtins.abs = orig
print(useabs(-6))
counter = 0
def inc():
    global counter
    counter += 1
    if counter == 150:
        global inc
        inc = lambda: 'replaced'
    return counter
def drive(n):
    for _ in range(n): r = inc()
    return r
print(drive(100), drive(100), counter)
def change_in_loop(n):
    global g
    out = []
    for i in range(n):
        if i == n // 2: g = lambda: 'second'
        out.append(g())
    return out[0], out[-1], len(out) if 0 else n
g = lambda: 'first'
print(change_in_loop(100))
globals()['g'] = lambda: 'third'
print(g(), change_in_loop(4))
exec('limit = 7\ndef helper(x): return x - limit')
print(run(100))
