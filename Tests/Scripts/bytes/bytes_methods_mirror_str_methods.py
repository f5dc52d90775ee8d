pairs = ['abc', 'Hello World', '  pad ', 'a,b,,c', 'line1\nline2\r\n', 'MiXeD', '123', '', 'aaa', 'tab\tx']
calls = [('upper',), ('lower',), ('title',), ('capitalize',), ('swapcase',), ('strip',), ('lstrip',), ('rstrip',), ('split',), ('splitlines',), ('isalpha',), ('isdigit',), ('isspace',), ('isupper',), ('istitle',), ('isalnum',), ('islower',), ('expandtabs',),
         ('find', 'a'), ('rfind', 'a'), ('count', 'a'), ('replace', 'a', 'XY'), ('split', ','), ('partition', 'l'), ('rpartition', 'l'), ('startswith', 'a'), ('endswith', 'c'), ('center', 12, '*'), ('ljust', 12, '-'), ('rjust', 12), ('zfill', 6), ('strip', 'ac'), ('removeprefix', 'a'), ('removesuffix', 'c')]
def conv(v):
    if isinstance(v, (bytes, bytearray)): return v.decode()
    if isinstance(v, (list, tuple)): return type(v)(map(conv, v))
    return v
bad = []
for s in pairs:
    for name, *args in calls:
        bargs = [a.encode() if isinstance(a, str) else a for a in args]
        want = getattr(s, name)(*args)
        for t in (bytes, bytearray):
            got = conv(getattr(t(s.encode()), name)(*bargs))
            if got != want: bad.append((s, name, t.__name__, got, want))
print(len(bad), bad[:3])
for s in pairs[:4]:
    b = s.encode(); print(b[1:3], b[::-1], b * 2, b + b'!', b in b + b'x', sorted(b)[:3], list(b)[:3], b.hex(), bytes(reversed(b)), max(b), b.join([b'1', b'2']), b == bytearray(b), b != s, {b: 1}[bytes(b)], b.decode(), repr(b), b < b'b')
ba = bytearray(b'hello'); ba[1:3] = b'EYY'; ba += b'!'; ba *= 2; del ba[::3]; ba.insert(2, 65); ba.extend(range(48, 51)); print(ba, ba.pop(), ba.find(b'Y'), ba.copy() is ba, bytes(ba), len(ba)); ba.reverse(); print(ba, ba.index(65), ba.count(b'l'), ba.translate(None, b'lo'), bytearray(3), bytearray([65, 66]), bytearray('é', 'utf8'), bytearray.fromhex('ff00'))
v = memoryview(ba); v[0] = 90; print(ba[0], v[:2].tobytes(), v.nbytes, v[-1]); v.release()
