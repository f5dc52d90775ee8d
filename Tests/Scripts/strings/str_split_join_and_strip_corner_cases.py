for s in ('', ' ', 'a', ' a b ', 'a,b,,c', ',,', 'aXbXXc', 'a\tb\nc\u2003d'):
    print(repr(s), s.split(), s.split(','), s.split('X', 1), s.rsplit(',', 1), s.rsplit(None, 1), s.split(None, 1), s.partition(','), s.rpartition('X'), s.strip(), s.strip(' ac'), s.splitlines())
print('a--b--c'.split('--'), 'aaa'.split('a'), 'aaaa'.split('aa'), 'abc'.split('abc'), 'x'.split('xyz'), 'a b c d'.split(' ', 2), 'a b c d'.rsplit(' ', 2), '  x  y '.split(maxsplit=1), 'a,b'.split(sep=','), ''.split(','), ''.split())
print('-'.join([]), '-'.join(['a']), ''.join('abc'), ', '.join({'k': 1}), '\n'.join(str(x) for x in range(3)), 'é'.join('ab'), '-'.join(('x', 'y')), 'ab'.join(['☃'] * 3))
print('xxhixx'.strip('x'), 'xyhiyx'.strip('xy'), 'hi'.strip(''), '\x00 a\x00'.strip('\x00'), ' a '.lstrip(), ' a '.rstrip(), 'aabb'.lstrip('a').rstrip('b'), 'éaé'.strip('é'), 'mississippi'.strip('misp'))
print('a\r\nb\rc\n\nd'.splitlines(), 'a\x0bb\x0cc\x1cd\x85e\u2028f'.splitlines(), 'a\n'.splitlines(True), '\n'.splitlines(), ''.splitlines(), 'no'.splitlines(keepends=True))
print('aabbaa'.replace('a', 'x'), 'aabbaa'.replace('a', '', 3), 'aa'.replace('', '-'), 'aa'.replace('', '-', 2), ''.replace('', 'x'), 'abc'.replace('z', 'y'), 'aaa'.replace('aa', 'b'), 'é☃'.replace('é', 'ee'), 'a' * 5 + 'b'.replace('b', 'c' * 3))
print('Hello'.find('l'), 'Hello'.find('l', 3), 'Hello'.find('l', 4), 'Hello'.rfind('l', 0, 3), 'Hello'.find(''), 'Hello'.find('', 5), 'Hello'.find('', 6), 'Hello'.rfind(''), 'Hello'.count('', 2), 'aaaa'.count('aa'), 'Hello'.find('o', -1), 'Hello'.index('ell', -4), '☃é'.find('é'))
for bad in (lambda: 'a'.split(''), lambda: 'a'.split(5), lambda: 'a'.partition(''), lambda: 'a'.strip(5), lambda: 'a'.join(['a', 1]), lambda: 'a'.join(None), lambda: 'a'.replace('a', 5), lambda: 'a'.index('b'), lambda: 'a'.rindex('z'), lambda: 'a'.split('a', 'b'), lambda: 'a'.count(1), lambda: 'a'.splitlines(1, 2)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
