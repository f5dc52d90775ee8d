import operator as op
from collections import namedtuple
P = namedtuple('P', 'x y')
print(op.itemgetter(1)('abc'), op.itemgetter(0, 2)('abc'), op.attrgetter('x')(P(1, 2)), op.attrgetter('x', 'y')(P(1, 2)), op.attrgetter('real.imag')(5), op.methodcaller('upper')('a'), op.methodcaller('split', 'b', maxsplit=1)('abcb'))
print(op.add(1, 2), op.sub(1, 2), op.mul(2, 'a'), op.truediv(1, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 3), op.neg(1), op.pos(1), op.abs(-1), op.inv(5), op.not_([]), op.truth([1]), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.lshift(1, 3), op.rshift(8, 1), op.matmul.__name__)
print(op.lt(1, 2), op.le(1, 1), op.eq(1, 1.0), op.ne(1, 2), op.gt(1, 2), op.ge(2, 2), op.is_(None, None), op.is_not(1, None), op.contains('abc', 'b'), op.indexOf([1, 2], 2), op.countOf('aab', 'a'), op.concat([1], [2]), op.getitem([1, 2], 0), op.index(True), op.length_hint([1, 2]))
d = {'a': 1}; op.setitem(d, 'b', 2); op.delitem(d, 'a'); print(d)
l = [1]; print(op.iadd(l, [2]) is l, op.iconcat(l, [3]), op.imul(l, 2), op.ior({1}, {2}))
for bad in (lambda: op.itemgetter(5)('ab'), lambda: op.attrgetter('nope')(1), lambda: op.attrgetter(5), lambda: op.index(1.5), lambda: op.methodcaller(5), lambda: op.concat(1, 2), lambda: op.indexOf([], 1), lambda: op.add(1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(repr(op.itemgetter(1, 'a')), repr(op.attrgetter('a.b')), repr(op.methodcaller('m', 1, k=2)), sorted([{'n': 2}, {'n': 1}], key=op.itemgetter('n')), op.call(len, 'abc'))
import pickle; print(pickle.loads(pickle.dumps(op.itemgetter(1)))('xyz'), pickle.loads(pickle.dumps(op.attrgetter('real')))(7))
