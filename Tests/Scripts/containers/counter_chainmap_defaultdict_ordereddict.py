from collections import *
c = Counter('mississippi')
print(c, c.most_common(2), c['z'], c['s'], sum(c.values()), sorted(c.elements())[:5], c.total())
c.update('mmm'); c.subtract('ii'); c['p'] = 0; print(c, +c, -Counter(a=-1), Counter(a=3) + Counter(a=1, b=2), Counter(a=3, b=1) - Counter(a=1, b=5), Counter(a=3) & Counter(a=1), Counter(a=3) | Counter(b=1), Counter(a=1) <= Counter(a=2), Counter(a=1) == Counter(a=1, b=0))
del c['nothing']; print(Counter([1, 1, 2]), Counter({'x': 5}), Counter(a=2), list(Counter(a=2, b=1)), Counter().most_common())
d = defaultdict(list)
for k, v in [('a', 1), ('b', 2), ('a', 3)]: d[k].append(v)
print(d, dict(d), d.get('z'), 'z' in d, d['z'], len(d), d.default_factory, d.copy())
n = defaultdict(lambda: defaultdict(int)); n['x']['y'] += 5; print(n['x']['y'], n['q']['r'])
e = defaultdict(None, a=1)
try: e['b']
except KeyError as ex: print('KeyError', ex)
try: defaultdict(5)
except TypeError as ex: print(ex)
o = OrderedDict([('a', 1), ('b', 2), ('c', 3)])
o.move_to_end('a'); print(o); o.move_to_end('c', last=False); print(list(o), o.popitem(), o.popitem(last=False), o)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), list(reversed(OrderedDict(a=1, b=2))), OrderedDict(a=1) | {'z': 2})
m = ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(m['a'], m['b'], dict(m), len(m), m.maps, list(m)); m['b'] = 9; print(m.maps, m.parents, m.new_child({'q': 0})['q'])
del m['a']
try: del m['a']
except KeyError as ex: print(ex)
print(m['a'], m.get('zz', 'dflt'), 'b' in m)
q = deque(range(5), maxlen=3); print(q, q.maxlen); q.append(9); q.appendleft(8); print(q, q.rotate(1), q, q[0], q[-1], q.count(8), q.index(8), list(reversed(q)))
q.extend([1, 2]); q.extendleft([3, 4]); print(q); q = deque('abc'); q.insert(1, 'z'); q.remove('c'); q.rotate(-1); print(q, q.pop(), q.popleft(), q * 2, q + deque('x'), q == deque('b'), deque([1]) < deque([2]))
try: deque().pop()
except IndexError as ex: print(ex)
class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
u = U(a=1); u['b'] = 2; u.update(c=3); print(u, u.data, dict(u))
class L(UserList): pass
print(L([1, 2]) + [3], L([3, 1])[0], sorted(L([2, 1])), UserString('abc').upper() + 'x', type(UserString('a') + 'b').__name__)
