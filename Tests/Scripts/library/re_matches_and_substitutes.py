import re
print(re.match(r'(\w+) (?P<b>\w+)', 'hello world').groups(), re.search(r'\d+', 'ab12cd').span(), re.fullmatch('a+', 'aaa').group(), re.match('x', 'y'), re.findall(r'(\w)(\d)', 'a1 b2'), re.findall(r'\d', '1a2'), re.split(r'[,;]\s*', 'a, b;c'), re.split('(-)', 'a-b-c', 1), re.sub(r'(\w)(\d)', r'\2\1', 'a1 b2'), re.sub('x', lambda m: str(m.start()), 'axbx'), re.subn('a', 'b', 'aaa', 2))
m = re.search(r'(?P<y>\d{4})-(?P<m>\d\d)(-(?P<d>\d\d))?', 'on 2024-05 ok')
print(m, m.group(0, 1, 'm'), m['y'], m.groupdict(), m.groupdict('?'), m.groups(), m.start('m'), m.span(3), m.lastindex, m.lastgroup, m.string, m.pos, m.endpos, m.expand(r'\g<m>/\1'), bool(m), m.re.groups, m.re.groupindex)
p = re.compile(r'''(\d+)  # number
   \s* ([a-z]+)  # unit''', re.X | re.I); print(p.findall('10 KM, 5m'), p.flags & re.I != 0, p.pattern[:5], repr(re.compile('a', re.M)), p == re.compile(p.pattern, re.X | re.I))
print(re.findall(r'^\w', 'a\nb', re.M), re.findall('a.b', 'a\nb', re.S), re.findall(r'(?i:A)b', 'ab AB Ab'), re.findall(r'a*?b', 'aab'), re.findall(r'(?<=\$)\d+', '$5 6'), re.findall(r'\b\w+(?=!)', 'hi! you'), re.findall(r'(?<!a)b', 'ab cb'), re.findall(r'(a)|b', 'ab'), re.match(r'(a)(?(1)b|c)', 'ab').group(), re.findall(r'(\w)\1', 'aabbc'), re.sub(r'(?P<q>["\'])(.*?)(?P=q)', r'<\2>', '"a" \'b\''), re.findall(r'[^\W\d_]+', 'ab1_c'), re.escape('a.b*c'), re.findall(r'x{2,3}', 'xxxxx'), re.findall('', 'ab'), re.sub('', '-', 'ab'), re.split('', 'ab'), re.findall(r'(?s).', '\n'), re.match(r'a++b', 'aab').group(), re.match(r'(?>a|ab)c', 'abc'))
print([x.group() for x in re.finditer(r'\w+', 'to be or')], p.scanner('1a 2b').search().group(), re.compile('b').search('abab', 2).start(), re.compile('^b').match('ab', 1), re.findall(b'\\d', b'a1'), re.sub(b'a', b'b', b'aa'), re.findall('é', 'École é', re.I), re.findall(r'\w', 'é_1', re.A), re.findall('[à-ü]', 'aéz'), re.match('ß', 'ẞ', re.I) is not None, re.findall(r'[\w.]+@[\w.]+', 'me@x.org, you@y.com'))
for bad in ('(', ')', '[a', '*a', 'a**', '(?P<1>a)', '(?P<a>x)(?P<a>y)', '\\', '(?<=a*)b', 'a{3,2}', '(?z)', '[b-a]', '(?P=x)', r'\1', '(?(2)a)', 'a(?i)b', '(?:', r'\z'):
    try: re.compile(bad); print('ok', bad)
    except re.error as e: print(repr(bad), e, e.pos)
for bad in (lambda: re.match('a', b'a'), lambda: re.sub('a', r'\9', 'a'), lambda: re.match('(a)', 'a').group(2), lambda: re.match('(a)', 'a')['z'], lambda: re.compile(5), lambda: re.sub('(a)|b', r'[\1]', 'ab'), lambda: re.sub('a', r'\q', 'a')):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
tok = re.compile(r'\s*(?:(\d+\.?\d*)|(.))')
def ev(s):
    toks = [(a, b) for a, b in tok.findall(s)] + [('', '')]; pos = 0
    def atom():
        nonlocal pos
        a, b = toks[pos]; pos += 1
        if a: return float(a)
        if b == '(': v = expr(); pos += 1; return v
        if b == '-': return -atom()
    def term():
        nonlocal pos
        v = atom()
        while toks[pos][1] in ('*', '/'):
            op = toks[pos][1]; pos += 1; w = atom(); v = v * w if op == '*' else v / w
        return v
    def expr():
        nonlocal pos
        v = term()
        while toks[pos][1] in ('+', '-') and toks[pos][1]:
            op = toks[pos][1]; pos += 1; w = term(); v = v + w if op == '+' else v - w
        return v
    return expr()
print(ev('1 + 2 * (3 - 4.5) / -2'))
