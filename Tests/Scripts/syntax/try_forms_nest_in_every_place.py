def f(n):
    out = []
    try:
        out.append('t')
        try:
            if n == 1: raise KeyError('k')
            if n == 2: raise ValueError('v')
            out.append('inner')
        except KeyError: out.append('ke')
        else: out.append('ie')
        finally: out.append('if')
        if n == 3: return out + ['r']
        for i in range(2):
            try:
                if n == 4 and i: break
            finally: out.append(f'l{i}')
        else: out.append('loop else')
    except ValueError as e:
        out.append(f'v {e}')
        try: raise TypeError from e
        except TypeError as t: out.append(type(t.__cause__).__name__)
    else: out.append('else')
    finally:
        try: out.append('f'); [][n]
        except IndexError: out.append('x')
    return out
for i in range(5): print(i, f(i))
def g():
    try:
        return [x for x in (lambda: [1 / 0])()]
    except ZeroDivisionError:
        try:
            with open('/nope/x') as q: pass
        except OSError as e: return type(e).__name__
        finally: print('g finally')
print(g())
class C:
    try: x = undefined
    except NameError: x = 'class try'
    finally: y = 'class finally'
print(C.x, C.y)
try:
    def h(): yield from (1 / i for i in (1, 0))
    print(list(h()))
except ZeroDivisionError as e: print(e)
else: print('no')
for k in 'ab':
    try: pass
    except: pass
    else: continue
    finally: print(k)
while True:
    try: break
    finally: print('broke')
try: assert (lambda: 0)(), 'lambda false'
except AssertionError as e: print(e)
