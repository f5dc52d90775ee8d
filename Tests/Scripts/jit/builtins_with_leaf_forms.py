# Builtin functions that compiled code calls without looking at frames: the unusual operands too.
import collections
import collections.abc
import types


class Plain:
    attribute = 1
    def method(self): return 'm'


class Sub(Plain): pass


class Claims:
    @property
    def __class__(self): return int


class Fallback:
    def __getattr__(self, name): return 'fallback ' + name


class Raises:
    @property
    def prop(self): raise AttributeError('inner')
    @property
    def other(self): raise ValueError('other')


class Hooked:
    def __getattribute__(self, name): return 'hook ' + name


class Slots:
    __slots__ = ('a', 'b')
    def __init__(self): self.a = 1


class Truth:
    def __init__(self, v): self.v = v
    def __bool__(self): return self.v


class Sized:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n


class Key:
    def __init__(self, k): self.k = k
    def __hash__(self): return hash(self.k)
    def __eq__(self, other): return self.k == getattr(other, 'k', other)


Mapping = collections.abc.Mapping
numbers = (int, float)
p, sub, claims, fallback, raises, hooked, slots = Plain(), Sub(), Claims(), Fallback(), Raises(), Hooked(), Slots()
things = [1, True, 2.5, 'text', None, [1], (1,), {1: 2}, p, sub, claims, Plain, int, len, types]


def kinds(n):
    for i in range(n):
        r = []
        for x in things:
            r.append((isinstance(x, int), isinstance(x, (int, str)), isinstance(x, numbers), isinstance(x, Mapping), isinstance(x, Plain),
                      isinstance(x, (Mapping, Plain)), isinstance(x, int | str), type(x) is int, type(x).__name__))
    return r


def classes(n):
    for i in range(n):
        r = [(issubclass(c, Plain), issubclass(c, (int, Plain)), issubclass(c, object), issubclass(c, Mapping)) for c in (Plain, Sub, int, bool, dict, type)]
        try: issubclass(3, int)
        except TypeError as e: r.append(str(e))
        try: isinstance(3, 3)
        except TypeError as e: r.append(str(e))
    return r


def attributes(n):
    for i in range(n):
        r = [getattr(p, 'attribute', 0), getattr(p, 'missing', 0), getattr(p, 'method')(), getattr(sub, 'attribute'), getattr(fallback, 'x', 0),
             getattr(hooked, 'y', 0), getattr(slots, 'a', 0), getattr(slots, 'b', 'unset'), getattr(slots, 'c', 'none'), getattr(raises, 'prop', 'default'),
             getattr(Plain, 'attribute', 0), getattr(Plain, 'missing', None), getattr(types, 'missing', 'module'), getattr(types, 'FunctionType').__name__,
             getattr(1, 'real', 0), getattr(1, 'missing', 0), getattr('s', 'upper')(), getattr(super(Sub, sub), 'attribute', 0), getattr(None, 'x', 'n')]
        for o in (p, raises):
            try: getattr(o, 'other')
            except (AttributeError, ValueError) as e: r.append((type(e).__name__, str(e)))
        if i == n - 5: p.missing = 'now'
    return r


def lookups(n):
    d = {1: 'one', 'k': 'text', (1, 'k'): 'tuple', None: 'none', int: 'class', len: 'function', 2.5: 'float', True + 1: 'two'}
    d[Key('z')] = 'key'
    for i in range(n):
        r = [d.get(1), d.get('k'), d.get((1, 'k')), d.get(None), d.get(int), d.get(len), d.get(2.5), d.get(2), d.get(2.0), d.get(True), d.get('z'),
             d.get(Key('k')), d.get('missing'), d.get('missing', 5), d.get(str, 6), d.get((1,), 7), d.get(i + 1000, 8)]
        try: d.get([])
        except TypeError as e: r.append(str(e))
    return r


def identities(n):
    for i in range(n):
        a, b = [], []
        r = [id(a) == id(a), id(a) == id(b), id(None) == id(None), id(p) == id(p), id(5) == id(5)]
    return r


def truths(n):
    objects = [p, Truth(True), Truth(False), Sized(0), Sized(2), Plain, claims, slots, fallback]
    for i in range(n):
        r = [1 if o else 0 for o in objects] + [not o for o in objects]
        if i == n - 3: Plain.__len__ = lambda self: 0
    return r


def wrong(n):
    for i in range(n):
        r = []
        for f, args in ((collections.deque.append, ([], 1)), (types.MappingProxyType.get, ({}, 1)), (dict.get, ([], 1)), (list.append, ((), 1))):
            try: f(*args)
            except TypeError as e: r.append(type(e).__name__)
        try: collections.deque.append([], 1)
        except TypeError as e: r.append(type(e).__name__)
        try: types.MappingProxyType.get({}, 1)
        except TypeError as e: r.append(type(e).__name__)
    return r


def formats(n):
    for i in range(n):
        x, w = i % 3, 8
        r = [f'{x}', f'{x:>{w}}', f'{p.attribute!r:>5}|{"é"!a}', f'{x!s}{x}{"t"}', f'{2.5:.3f}', f'{None}']
        try: f'{x:zz}'
        except ValueError as e: r.append(str(e))
    return r


def removals(n):
    for i in range(n):
        d, l = {1: 2, 'a': 3}, [1, 2, 3, 4]
        del d[1], l[0], l[1:]
        r = [d, l]
        try: del d[1]
        except KeyError as e: r.append(repr(e))
        try: del l[9]
        except IndexError as e: r.append(str(e))
        try: del (1,)[0]
        except TypeError as e: r.append(str(e))
    return r


for f in (kinds, classes, attributes, lookups, identities, truths, wrong, formats, removals):
    for x in f(40): print(f.__name__, x)
