'a' "b" '''c''' """d"""
'a\'b"c' "a'b\"c"
'\a\b\f\n\r\t\v\\\'\"\0\12\123\x41\u0041\U00000041'
'line\
continued'
'''two
lines'''
r'\n' R'\x' u'u' U'U'
b'bytes' B'\xff\x00\101' br'\d' Rb'\d' rB'\d' bR'\d'
b'a' b'b' br'\c'
'\N{BULLET}\N{LATIN SMALL LETTER E WITH ACUTE}\N{CJK UNIFIED IDEOGRAPH-4E2D}'
'\ud800' '\udc00' '\U0001F600'
'é' 'ü' '日本' '😀'
u'a' 'b'
''
b''
x = 'a' 'b' 'c'
x = ('a'
     'b'  # comment
     'c')
