log = []
def risky(i):
    if i % 7 == 3: raise ValueError(i)
    if i % 11 == 5: raise KeyError(i)
    return i
def loop(n):
    ok = bad = fin = 0
    for i in range(n):
        try:
            ok += risky(i)
            if i % 13 == 6: continue
        except ValueError as e:
            bad += e.args[0]
            if i == 94: break
        except KeyError:
            bad -= 1
        else: ok += 1
        finally: fin += 1
    else: return ok, bad, fin, 'else'
    return ok, bad, fin, i
for _ in range(10): r = loop(100)
print(r, loop(90))
def nested(n):
    out = 0
    for i in range(n):
        try:
            try: out += 10 // (i % 5)
            finally: out += 1
        except ZeroDivisionError: out -= 1
    return out
for _ in range(10): r = nested(50)
print(r)
def ret(n):
    for i in range(n):
        try:
            if i == n - 1: return i
        finally:
            log.append(i)
for _ in range(10): ret(20)
print(ret(3), len(log), log[-3:])
def deep(n):
    if n == 0: raise IndexError('bottom')
    try: return deep(n - 1)
    finally: log.append(n)
log.clear()
for _ in range(20):
    try: deep(5)
    except IndexError as e: last = e
print(last, len(log), log[:5])
def rethrow(x):
    try: return 1 / x
    except ZeroDivisionError as e: raise RuntimeError('wrapped') from e
def catcher(n):
    c = 0
    for i in range(n):
        try: rethrow(i % 3)
        except RuntimeError as e:
            c += type(e.__cause__) is ZeroDivisionError
    return c
for _ in range(5): r = catcher(60)
print(r)
def lines():
    for i in range(60):
        try:
            if i == 59:
                [][i]
        except IndexError as e:
            return e.__traceback__.tb_lineno - lines.__code__.co_firstlineno, e.__traceback__.tb_next
for _ in range(3): r = lines()
print(r)
def unpack(items):
    n = 0
    for it in items:
        try: a, b = it
        except ValueError as e: n += 100
        except TypeError: n += 1000
        else: n += a + b
    return n
data = [(1, 2), (3,), 5, [4, 5], (1, 2, 3), 'ab'[:0]] * 10
for _ in range(5): r = unpack(data)
print(r)
def stop_iter(n):
    it = iter(range(n)); c = 0
    while True:
        try: c += next(it)
        except StopIteration: return c
print(stop_iter(100), stop_iter(0))
