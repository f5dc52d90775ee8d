# -*- coding: utf-8 -*-
if True:
	tab = 1
	if tab:
	        print('mixed deeper')
if True:
    # comment line

    x = 1  # trailing

        # oddly indented comment
    print(x)
# dedented comment
    y = 2
print(y)
def f():

    '''doc'''

    return 1


print(f())
class C:
  def m(self):
     return 2
  def n(self):
        return 3
print(C().m(), C().n())
if 1: pass
else:
    pass
for i in [1]:
    pass
else: print('for else')
é = 'unicode name'; ñandú = 2; 変数 = 3; print(é, ñandú, 変数, 'ａ'.isidentifier())
ﬁ = 'normalised'; print(fi)
print(eval('ｘ', {'x': 'NFKC'}))
z = (1,
  2,
        3)
print(z)
s = '''a
  # not a comment
b'''
print(s, len(s))
print('form feed ok')
if (True and
    not False): print('cont')
for src in ('if 1:\nx', 'if 1:\n  x\n y', '\tx = 1', 'if 1:\n\tx\n        y', 'x = 1\n  y = 2', 'def f():\n', 'if 1:\n  a\n\tb', 'while 1:', 'x = \\', 'x = 1 \\ \n', '"""abc', 'x = (\n1', 'try:\n  x\ny'):
    try: compile(src, 's', 'exec'); print('ok', repr(src))
    except SyntaxError as e: print(type(e).__name__, repr(src), e.msg)
exec(b'# coding: latin-1\nprint(repr("\xe9"))'); exec('print(1)\r\nprint(2)\rprint(3)'); exec('\n\n\nprint("blank first")\n\n'); exec(''); exec('#only'); exec('x=5;print(x);')
