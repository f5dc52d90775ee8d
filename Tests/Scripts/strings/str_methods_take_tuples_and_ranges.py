s = 'hello world'
print(s.startswith(('x', 'he')), s.endswith(('ld', 'x')), s.startswith('wor', 6), s.endswith('hell', 0, 4), s.startswith(''), s.startswith((), 0))
print(s.find('o'), s.rfind('o'), s.find('o', 5), s.find('z'), s.index('w'), s.count('l'), s.count(''), s.count('l', 3, 9))
print(s.partition(' '), s.rpartition('o'), s.partition('z'), s.rpartition('z'), s.removeprefix('hello '), s.removesuffix('world'), s.removeprefix('x'))
print(s.title(), s.capitalize(), s.swapcase(), s.upper(), s.center(21, '*'), s.ljust(13, '.'), s.rjust(13), s.zfill(13), '-5'.zfill(4), '+x'.zfill(4))
print('  a b '.strip(), 'xxaxx'.strip('x'), 'abc'.lstrip('ba'), 'abc'.rstrip('cb'), '\t\u2003x\n'.strip(), 'a,b,,c'.split(','), ' a  b '.split(), 'a b c'.rsplit(' ', 1), 'a\nb\r\nc\x0bd'.splitlines(), 'a\nb\n'.splitlines(True))
print('a\tb\tc'.expandtabs(4), '01\t012\t0123'.expandtabs(), 'abc'.translate({97: 'X', 98: None, 'c': 'q'} if False else {97: 'X', 98: None}), 'abc'.translate(str.maketrans('ab', 'xy', 'c')), str.maketrans({'a': 1}))
print('-'.join('abc'), ''.join(['x', 'y']), ','.join(str(i) for i in range(3)), 'ab' * 3, 'ab' * -1, 3 * 'z', 'a' in 'cat', '' in '', 'abc'[::-1], 'abc'[-2:], 'abc'[5:], 'hello'[1:4:2])
print('abc'.isalpha(), 'ab1'.isalnum(), '12'.isdigit(), '½'.isnumeric(), '²'.isdigit(), '²'.isdecimal(), ' \n'.isspace(), 'Ab Cd'.istitle(), 'ab'.islower(), 'a_1'.isidentifier(), 'é'.isascii(), ''.isascii(), '\n'.isprintable(), 'class'.isidentifier())
print('a' < 'b', 'a' < 'B', 'abc' < 'abd', 'Z' < 'a', 'é' > 'z', max('hello'), min('hello'), sorted('hello'), ord('a'), chr(8364), 'ß'.upper(), 'ß'.casefold(), 'İ'.lower() == 'i̇', 'ﬁ'.upper())
for bad in ["s.index('zz')", "s.split('')", "'a'.join([1])", "s.center(20, 'ab')", "s.startswith(1)", "s.startswith((1,))", "s + 1", "1 + s", "s * 1.5", "s[1.5]", "s[99]", "1 in s", "s.replace('a')", "s.encode('nope')", "s.encode('ascii', 'nope') + b'x'", "'é'.encode('ascii')", "str.maketrans('a', 'bc')", "s.format_map(5)", "'{x}'.format_map({})", "'%d' % 'a'", "'%s %s' % (1,)", "'%s' % (1, 2)", "'%(a)s' % 5", "'%z' % 1", "'%' % 1", "'%c' % 'ab'", "'%c' % -1", "s.expandtabs(1, 2)", "''.join(5)", "'a'.partition('')", "int('a' * 5)"]:
    try: print(bad, '=', eval(bad))
    except Exception as e: print(bad, '->', type(e).__name__, e)
