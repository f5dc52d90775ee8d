# Every kind of expression, with the precedences that are easy to get wrong.
a or b and not c
a if b else c if d else e
lambda: 0
lambda x, /, y=1, *args, z, w=2, **kw: (x, y)
lambda *, k: k
1 + 2 * 3 ** -4 ** 5 // 6 % 7 @ 8
-x ** 2
~+-x
a | b ^ c & d << e >> f + g
a < b <= c == d != e >= f > g
a is b is not c in d not in e
not a in b
(yield_ := 1)
[x := 1, y := 2]
f(x := 1)
x[a := 1]
()
(a,)
(a, b)
((a))
[*a, *b]
{*a, 1}
{}
{**a, 'b': 1, **c}
{a: b for a, b in c}
{a for a in b if c if d}
[a for a in b for c in d if e]
(a for a in b)
f(a for a in b)
f(a for a in b)(c)
[(a, b) for a, *b in c]
[lambda: x for x in y]
f(a, *b, c, d=1, *e, f=2, **g, h=3, **i)
a.b.c(d)[e][f:g][h:i:j][::][k, l:m, *n]
a[1:2, ...]
a[b,]
a[*b]
None, True, False, ..., Ellipsis
match, case, _, type, print
a, *b, c
*a,
(yield)
(yield a, b)
(yield from a)
(await a)
(await a) ** -b
x = yield
x = yield y
