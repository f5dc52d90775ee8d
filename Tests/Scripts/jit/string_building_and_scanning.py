def build(n):
    s = ''
    for i in range(n): s += chr(97 + i % 26)
    return s
for _ in range(5): build(30)
print(build(60), len(build(2000)))
def count(s, c):
    n = 0
    for ch in s:
        if ch == c: n += 1
        elif ch > 'y': n += 100
    return n
for _ in range(5): count('banana' * 5, 'a')
print(count('banana', 'a'), count('éaé☃', 'é'), count('', 'x'), count(['a', 'b', 'a'], 'a'))
def rev(s):
    out = []
    i = len(s) - 1
    while i >= 0: out.append(s[i]); i -= 1
    return ''.join(out)
for _ in range(5): rev('hello world' * 3)
print(rev('abc'), rev('añ☃😀'), rev(''), rev([1, 2][:0]))
def pal(s):
    i, j = 0, len(s) - 1
    while i < j:
        if s[i] != s[j]: return False
        i += 1; j -= 1
    return True
print([pal(w) for w in ('level', 'ab', '', 'éé', 'a' * 101, 'ab' * 50)], pal([1, 2, 1]))
def words(t):
    w, cur = [], ''
    for c in t + ' ':
        if c.isspace():
            if cur: w.append(cur); cur = ''
        else: cur = cur + c
    return w
for _ in range(5): words('the quick  brown fox ' * 3)
print(words('  a bc\td\n'), words(''))
def num(s):
    n = sign = 0
    for c in s:
        if c == '-': sign = 1
        elif '0' <= c <= '9': n = n * 10 + ord(c) - 48
        else: raise ValueError(f'bad {c!r}')
    return -n if sign else n
for _ in range(20): num('12345')
print(num('-42'), num('9' * 25), num(''))
try: num('1x')
except ValueError as e: print(e)
def fmt(n):
    for i in range(n): s = f'{i}:{i * 0.5:.1f}|' + '%d' % i + str(i) + repr('x')
    return s
print(fmt(60), max(fmt(i + 1) for i in range(12)))
def idx(s, i):
    for _ in range(50): r = s[i], s[-1], s[i:i + 2], len(s)
    return r
print(idx('hello', 1), idx('é☃', 0), idx(b'ab', 1))
try: idx('a', 5)
except IndexError as e: print(e)
