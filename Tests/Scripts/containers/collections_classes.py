from collections import defaultdict, OrderedDict, Counter, namedtuple, ChainMap, UserDict
d = defaultdict(list); d['a'].append(1); d['b'].append(2); d['a'].append(3); print(d, d['zz'], dict(d), 'q' in d, d.get('q'), d.default_factory)
c = defaultdict(int, x=5); c['x'] += 1; c['y'] += 1; print(c, c.copy(), type(c.copy()), defaultdict(None, {1: 2}), c | {'z': 1}, {'z': 0} | c)
try: defaultdict(None)['k']
except KeyError as e: print(repr(e))
try: defaultdict(5)
except TypeError as e: print(e)
n = defaultdict(lambda: defaultdict(int)); n['a']['b'] += 1; print(n['a'], len(n)); c.default_factory = str; print(repr(c['new']))
class DD(defaultdict):
    def __missing__(self, k): return k * 2
print(DD()['ab'], DD(list)); x = DD(list); x.attr = 1; print(x.attr)
o = OrderedDict([('a', 1), ('b', 2), ('c', 3)]); o.move_to_end('a'); print(o); o.move_to_end('c', last=False); print(o, list(reversed(o)), o.popitem(), o.popitem(last=False), o)
print(OrderedDict(a=1) == {'a': 1}, OrderedDict([(1, 1), (2, 2)]) == OrderedDict([(2, 2), (1, 1)]), OrderedDict([(1, 1), (2, 2)]) == {2: 2, 1: 1}, OrderedDict(), OrderedDict.fromkeys('ab', 0), o.copy(), o | {'q': 1})
for f in (lambda: OrderedDict().popitem(), lambda: o.move_to_end('zzz'), lambda: o.pop('zzz'), lambda: o['zzz']):
    try: f()
    except KeyError as e: print(repr(e))
o = OrderedDict((i, i) for i in range(200))
for i in range(150): o.popitem(last=False)
for i in range(150, 160): o.move_to_end(i)
print(list(o)[:3], list(o)[-3:], len(o)); o.attr = 1; print(o.attr)
class LRU(OrderedDict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v); self.move_to_end(k)
        if len(self) > 2: del self[next(iter(self))]
l = LRU(a=1); l['b'] = 2; l['c'] = 3; l['b'] = 4; print(l, list(l.items()))
k = Counter('abracadabra'); print(k, k.most_common(2), k['z'], k + Counter('a'), k - Counter('aaaa'), sorted(k.elements())[:5], k.total()); k.update('zz'); k.subtract('a'); print(k['z'], k['a'])
P = namedtuple('P', 'x y', defaults=[5]); p = P(1); print(p, p.x, p.y, p._replace(x=9), p._asdict(), P._fields, p == (1, 5), P._make([3, 4]), p[0], hash(p) == hash((1, 5)), P.x.__doc__)
a, b = p; print(a, b)
try: p.x = 5
except AttributeError as e: print(e)
try: P()
except TypeError as e: print(e)
print(ChainMap({'a': 1}, {'b': 2, 'a': 0})['a'], dict(ChainMap({'a': 1}, {'b': 2})), UserDict(a=1))
