x = (1, 2
#%
f(a b)
#%
x = [1, 2
y = 3
#%
if x
    pass
#%
if x = 1:
    pass
#%
if x:
pass
#%
    x
#%
if x:
    y
  z
#%
if x:
	y
        z
#%
f() = 1
#%
a + b = c
#%
(a, 1) = b
#%
None = 1
#%
x = y = 1 = z
#%
f() += 1
#%
(a, b): int
#%
f(): int
#%
del f()
#%
for f() in x: pass
#%
with a as 1: pass
#%
[x for 1 in y]
#%
[x, y for x, y in z]
#%
[*x for x in y]
#%
{**x for x in y}
#%
{1: 2, 3}
#%
{1:}
#%
{1: *x}
#%
f(x for x in y, 1)
#%
f(a=1, b)
#%
f(**a, b)
#%
f(**a, *b)
#%
f(a.b=1)
#%
f(True=1)
#%
print x
#%
(x.y := 1)
#%
x if y
#%
def f(a=1, b): pass
#%
def f(*): pass
#%
def f(a, (b, c)): pass
#%
def f(**a, b): pass
#%
def f(/, a): pass
#%
def f(a, /, b, /): pass
#%
def f(a=): pass
#%
def f()
    pass
#%
class A
    pass
#%
try:
    x
y
#%
try:
    x
except a, b:
    y
#%
try:
    x
except a:
    y
except* b:
    z
#%
try:
    x
except*:
    y
#%
match x:
    case A(b=1, c): pass
#%
match x:
    case a as _: pass
#%
match x:
    case 1j + 1: pass
#%
match x:
case 1: pass
#%
import a b
#%
from a import b,
#%
x = 'abc
#%
x = '''abc
def
#%
x = "\x4"
#%
x = '\N{no such name}'
#%
b'é'
#%
'a' b'b'
#%
f'{a b}'
#%
f'{'
#%
f'}'
#%
f'{}'
#%
f'{a!x}'
#%
f'{a:{b:{c}}}'
#%
f'{\n}'
#%
x = 1a
#%
x = 0777
#%
x = 0xg
#%
x = 0b12
#%
x = 1__0
#%
x = 1e+
#%
x = $
#%
x = “a”
#%
x = )
#%
x = (]
#%
x = (
]
#%
x = 1 \ 2
#%
x y
#%
x = é é
#%
f(é è)
#%
return return
#%
else: x
#%
x = = 1
y = 'abc
#%
"\q" + b"\8"
#%
1if x else 2
