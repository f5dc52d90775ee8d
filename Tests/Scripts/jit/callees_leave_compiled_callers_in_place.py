# A compiled function calls another one that leaves its native code: by a guard that fails, by an exception that it handles itself or
# that its caller handles, by a raise; the caller goes on with the right value, tracebacks name the right lines.
import sys
import traceback


def look(d, k):
    try:
        return d[k]
    except KeyError:
        return -1


def convert(x):
    try:
        return int(x)
    except ValueError as e:
        return str(e)
    finally:
        counts['finally'] += 1


def deep(n, k):
    if n == 0: return look(table, k)
    return deep(n - 1, k) + 1


def mixed(x): return x + x


def fails(i):
    if i % 3 == 0: raise ValueError(i)
    return i


def middle(i): return fails(i) * 2


def outer(i):
    try:
        return middle(i)
    except ValueError as e:
        return ('caught', e.args[0], e.__traceback__.tb_next.tb_lineno, e.__traceback__.tb_next.tb_next.tb_lineno)


class Item:
    def __init__(self, i):
        try:
            self.value = table[i]
        except KeyError:
            self.value = 'none'


table = {i: i * 10 for i in range(0, 50, 2)}
counts = {'finally': 0}


def run(n):
    out = []
    total = 0
    for i in range(n):
        total += look(table, i)
        a = convert(str(i)), convert('x%d' % i)
        b = deep(5, i)
        c = mixed(i), mixed(str(i)), mixed([i]), mixed(i * 0.5)
        d = outer(i)
        e = Item(i).value
        if i % 10 == 9: out.append((total, a, b, c, d, e))
    return out


for _ in range(3):
    for row in run(50): print(row)
print(counts)


def unhandled(n):
    for i in range(1, n): middle(i if i < n - 1 else 3)


for _ in range(3):
    try:
        unhandled(40)
    except ValueError:
        print(traceback.format_exc().replace(__file__, 'FILE'))


# Exceptions out of deep recursion, with handlers at some levels.
def down(n):
    if n == 0: raise KeyError('bottom')
    if n % 40 == 0:
        try:
            return down(n - 1)
        except KeyError:
            return n
    return down(n - 1)


for i in range(60): x = down(200)
print(x)


def endless(n): return endless(n + 1) + 1


for i in range(4):
    try:
        endless(0)
    except RecursionError as e:
        print(e)


# What a frame that left sees of its callers.
def caller_names():
    names = []
    f = sys._getframe(1)
    while f and len(names) < 3:
        names.append((f.f_code.co_name, f.f_lineno))
        f = f.f_back
    return names


def asks(i):
    try:
        if i % 2: raise IndexError
    except IndexError:
        return caller_names()
    return None


def asking(n):
    for i in range(n): r = asks(i)
    return r


for _ in range(3): print(asking(40))
