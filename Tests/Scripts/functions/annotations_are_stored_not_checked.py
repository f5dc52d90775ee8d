def f(a: int, b: 'later' = 2, *c: list, d: {} = 3, **e: dict) -> tuple: return a, b
print(f.__annotations__)
print(f('not int'))
x: int = 5
y: str
print(__annotations__)
try: y
except NameError as e: print(e)
class C:
    a: int
    b: str = 'x'
    __priv: float
    (c): int = 3
print(C.__annotations__, C.b, C.c, hasattr(C, 'a'))
class D(C): z: bool
print(D.__annotations__)
class E(C): pass
print('__annotations__' in E.__dict__, E.__annotations__ == {})
def g():
    v: undefined_name = 1
    w: also_undefined
    return v
print(g(), g.__annotations__)
def log(n): print('eval', n); return n
o = C()
o.attr: log('attr') = log(1)
d = {}
d[log('k')]: log('item') = 2
print(d, o.attr)
(q): log('paren') = 1
try:
    exec('def h(): z: int; return z\nh()')
except UnboundLocalError as e: print(e)
f.__annotations__['new'] = 1
print(f.__annotations__['new'])
f.__annotations__ = {}
print(f.__annotations__)
import typing
print(typing.get_type_hints(C, {'C': C}), typing.get_type_hints(g))
exec("from __future__ import annotations\ndef k(a: nope.x, *b: int | str): pass\nz: List[int] = 1\nprint(k.__annotations__, __annotations__)", {})
