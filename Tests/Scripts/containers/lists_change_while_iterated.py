l = [1, 2, 3, 4, 5]
for x in l:
    if x % 2: l.remove(x)
print(l)
l = [1, 2, 3]
for x in l:
    if len(l) < 6: l.append(x * 10)
print(l)
l = [1, 2, 3]
for x in l: l.clear()
print(l)
l = list(range(5))
it = iter(l)
next(it); del l[:]
print(list(it)); l.append(1); print(list(it))
l = list(range(6))
r = reversed(l)
next(r); l.pop(); l.pop()
print(list(r))
d = {1: 'a', 2: 'b'}
for change in ('add', 'del', 'value'):
    e = dict(d)
    try:
        for k in e:
            if change == 'add': e[k + 10] = 0
            elif change == 'del': del e[k]
            else: e[k] = 'new'
        print(change, e)
    except RuntimeError as ex: print(change, ex)
s = {1, 2, 3}
try:
    for x in s: s.add(x + 100)
except RuntimeError as ex: print(ex)
try:
    for x in d.items(): d[5] = 1
except RuntimeError as ex: print(ex)
for x in list(d): del d[x]
print(d)
from collections import deque, OrderedDict
q = deque([1, 2, 3])
try:
    for x in q: q.append(x)
except RuntimeError as ex: print(ex)
ba = bytearray(b'abc')
for x in ba:
    if len(ba) < 5: ba.append(x)
print(ba)
l = [3, 1, 2]
def key(x): l.append(9); return x
try: l.sort(key=key)
except ValueError as ex: print(ex)
print(len(l))
l = [1, 2, 3, 4]
l[:] = (x for x in l if x > 2)
print(l)
l.extend(l); print(l)
l[1:1] = l; print(l)
l += l[:1]; l *= 2; print(len(l))
