total = (1 +
         2
         # a comment between
         + 3)
print(total)
names = [
    'a',

    'b',
]
print(names)
x = 1 + \
    2 + \
    3
print(x)
if total == 6 and \
        x == 6:
    print('both')
d = {'k':
     'v', 'l'
     : 2}
print(d)
def f(
    a,
    b=2,
    *,
    c=3,
):
    return a, b, c
print(f(1,
        c=9,))
s = 'one' 'two' \
    'three'
print(s)
assert (
    True
), 'never'
print([1, 2,
3][
0
])
a = b = \
c = 4
print(a, b, c)
