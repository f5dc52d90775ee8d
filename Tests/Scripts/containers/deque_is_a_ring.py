from collections import deque
d = deque([1, 2, 3]); d.append(4); d.appendleft(0); d.extend('ab'); d.extendleft('xy'); print(d, len(d), d[0], d[-1], d[3])
print(d.pop(), d.popleft(), d, 'a' in d, 99 in d, d.count(1), d.index(2))
d.rotate(2); print(d); d.rotate(-3); print(d); d.rotate(); print(d); d.reverse(); print(d)
d[1] = 'one'; del d[0]; print(d); d.insert(1, 'ins'); d.insert(100, 'end'); d.insert(-100, 'start'); print(d); d.remove('ins'); print(d)
m = deque(range(10), maxlen=3); print(m, m.maxlen); m.append(10); m.appendleft(0); m.extend([5, 6]); print(m, m.copy(), m + m, m * 2)
print(deque('ab') == deque('ab'), deque('ab') < deque('ac'), deque('ab') != deque('abc'), deque() == [], bool(deque()), deque(maxlen=0), deque([1], 2) + deque([2]))
e = deque(); e += 'ab'; e *= 2; print(e, list(reversed(e)), 2 * deque([1])); e.clear(); print(e)
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[5], lambda: deque([1]).remove(2), lambda: deque([1]).index(2), lambda: deque([1], -1), lambda: deque(5), lambda: hash(deque()), lambda: deque([1])['a'], lambda: m.insert(0, 1), lambda: deque() + [1], lambda: deque() < [1], lambda: deque([1], 'a')):
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
d = deque([1, 2, 3])
try:
    for x in d: d.append(1)
except RuntimeError as x: print(x)
big = deque()
for i in range(1000): big.append(i); big.appendleft(-i)
print(len(big), big[0], big[999], big[1999], sum(big))
for i in range(900): big.pop(); big.popleft()
print(len(big), list(big)[:5], max(big))
d = deque(); d.append(d); print(d)
class D(deque): pass
x = D([1, 2], 5); x.t = 1; print(x, x.copy(), type(x.copy()), x.t, x.maxlen)
import copy
print(copy.copy(deque([1], 3)), d.__reduce__()[1], deque('abc').__reduce__()[:3], it := None)
match deque([1, 2]):
    case [a, b]: print('matched', a, b)
