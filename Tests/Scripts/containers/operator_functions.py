import operator as o
print(o.add(1, 2), o.sub(5, 3), o.mul('a', 3), o.truediv(1, 2), o.floordiv(7, 2), o.mod(7, 3), o.pow(2, 5), o.lshift(1, 4), o.rshift(16, 2), o.and_(6, 3), o.or_(6, 3), o.xor(6, 3), o.neg(4), o.pos(-4), o.invert(5), o.inv(0), o.abs(-3), o.not_(0), o.truth([]), o.is_(None, None), o.is_not(1, 2), o.index(True))
print(o.lt(1, 2), o.le(2, 2), o.eq(1, 1.0), o.ne(1, 2), o.gt(2, 1), o.ge(1, 2), o.contains([1], 1), o.countOf([1, 2, 1], 1), o.indexOf([1, 2], 2), o.concat([1], [2]), o.getitem({'a': 1}, 'a'))
l = [1]; print(o.iadd(l, [2]) is l, l, o.iconcat(l, [3]), o.imul(l, 2), o.ior({1}, {2})); o.setitem(l, 0, 9); o.delitem(l, 1); print(l)
g = o.itemgetter(1); print(g('abc'), o.itemgetter(0, 2)('abc'), o.itemgetter('k')({'k': 5}), g, o.itemgetter(slice(1, 3))([1, 2, 3, 4]))
a = o.attrgetter('real'); print(a(5), o.attrgetter('real', 'imag')(3), o.attrgetter('__class__.__name__')(3), a, o.attrgetter('a.b', 'c'))
m = o.methodcaller('upper'); print(m('abc'), o.methodcaller('split', ',', maxsplit=1)('a,b,c'), o.methodcaller('split', ',', maxsplit=1), m)
for f in (lambda: o.add(1, 'a'), lambda: o.attrgetter(5), lambda: o.methodcaller(), lambda: o.methodcaller(5), lambda: o.concat(1, 2), lambda: o.indexOf([1], 5), lambda: g([0]), lambda: a.x, lambda: o.index(1.5), lambda: o.length_hint([], 'a'), lambda: o.attrgetter('nope')(1), lambda: o.itemgetter(1)(5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(sorted([(1, 'b'), (0, 'c')], key=o.itemgetter(1)), o.call(max, 1, 2), o.__add__(1, 1), o.matmul.__name__)
print(g.__reduce__(), m.__reduce__())
