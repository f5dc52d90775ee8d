"""Every kind of statement."""
from __future__ import annotations
import a, b.c as d, e.f.g
from . import h
from .. import i as j, k
from ...l.m import (n, o as p,)
from .... import q
from r import *
x = y = z
x, *y = [a, b] = (c, d), e
(x) = (y, z) = 1
[x, [y, z]] = w
x.y[0], z = 1, 2
x += 1; y -= 2; z *= 3; w /= 4; v //= 5
x %= 1; y @= 2; z &= 3; w |= 4; v ^= 5; u >>= 6; t <<= 7; s **= 8
x: int
x: int = 1
(x): int = 2
x.y: int
x[0]: 'str' = 3, 4
x += yield_
del a, b.c, d[0], (e, f), [g, [h]]
del (i)
pass
assert a
assert a, b
raise
raise a
raise a from b
global g1, g2
if a: b
elif c: d
elif e:
    f
else: g
while a:
    if b: break
    else: continue
else:
    c
for x in y: z
for x, (y, *z) in a, *b:
    pass
else:
    pass
for x.y, z[0] in w: pass
try: a
except: b
try:
    a
except B:
    c
except (D, E) as f:
    g
else:
    h
finally:
    i
try:
    a
finally:
    b
try:
    a
except* B as c:
    d
except* (E, F):
    g
with a: b
with a as b, c as (d, e), f: pass
with (a as b): pass
with (a as b, c as d,): pass
with (a, b): pass
with (a, b) as c: pass
with (a), (b): pass
with (yield): pass
with a.b as c.d, e as f[0], g as [h, i]: pass
@a
@b.c(d)
@e[0] or f
class A(B, C, metaclass=D, *E, **F):
    x: int = 1
    def f(self): return
class G: pass
class H(): pass
