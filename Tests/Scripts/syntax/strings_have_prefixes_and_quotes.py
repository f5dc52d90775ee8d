print('a"b', "a'b", '''a'b"c''', """x
y""")
print(r'\n', R"\t", b'\x00\xff', rb'\x00', Rb'\d', bR'\d', br"q")
print('\a\b\f\v\r'.encode(), '\0\01\012\777'.encode('utf-16-le'))
print('\N{GREEK SMALL LETTER ALPHA}\u03b1\U0001F600\x41')
print('a\
b', 'tab\tq\\')
print(u'unicode', U"upper")
print('adjacent' "strings" f'{1+1}' r'\n')
print(b'bytes' b'join' rb'\n')
print(len('''
'''), len(r'\''), r'\'')
for text in ["b'é'", "'abc", "'\\x1'", "'\\N{nope}'", "b'a' 'b'", "'\\u12'"]:
    try:
        print(eval(text))
    except SyntaxError as e:
        print(text, '->', e.msg)
