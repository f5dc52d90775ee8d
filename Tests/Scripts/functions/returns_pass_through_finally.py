def f(n):
    try:
        if n == 0: return 'try'
        if n == 1: raise ValueError('v')
        if n == 2: raise KeyError('k')
    except ValueError as e:
        return f'except {e}'
    else:
        return 'else'
    finally:
        print('finally', n)
for i in (0, 1, 3): print(f(i))
try: f(2)
except KeyError as e: print('KeyError', e)
def g():
    try: return 'try'
    finally: return 'finally wins'
print(g())
def h():
    try: raise ValueError
    finally: return 'swallowed'
print(h())
def i():
    x = 1
    try: return x
    finally: x = 2
print(i())
def j():
    for k in range(5):
        try:
            if k == 1: continue
            if k == 3: return k
        finally:
            print('f', k)
print(j())
def loop():
    while True:
        try: return 'r'
        finally: break
    return 'after break'
print(loop())
def nested():
    try:
        try: return 1
        finally: print('inner')
    finally: print('outer')
print(nested())
def l():
    l = []
    try: return l
    finally: l.append('late')
print(l())
def m():
    try:
        try: 1 / 0
        finally: raise KeyError('replaces')
    except KeyError as e: return repr(e.__context__)
print(m())
def cont():
    out = []
    for x in range(4):
        try: 
            try: out.append(10 // (x - 1))
            finally: out.append('f')
        except ZeroDivisionError: continue
        out.append(x)
    return out
print(cont())
def gen():
    try: yield 1
    finally: print('gen closed')
g = gen(); next(g); g.close()
