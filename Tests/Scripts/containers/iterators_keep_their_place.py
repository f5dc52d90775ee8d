a = [1, 2, 3]
it = iter(a); next(it); a.append(4); print(list(it), next(it, 'x')); a.append(5); print(next(it, 'done'))
it = iter([1, 2, 3]); print(it.__length_hint__(), next(it), it.__length_hint__(), it.__reduce__()); it.__setstate__(0); print(list(it), it.__reduce__())
it = reversed([1, 2, 3]); print(next(it), it.__length_hint__(), it.__reduce__(), list(it))
it = iter((1, 2)); next(it); print(it.__reduce__()); it = iter('abc'); next(it); print(it.__reduce__(), list(it))
print(iter({1: 2}).__reduce__(), iter({5}).__reduce__(), iter(a).__iter__() is not None)
e = enumerate('abc'); next(e); print(e.__reduce__()[0], e.__reduce__()[1][1])
import operator
print(operator.length_hint([1, 2]), operator.length_hint(iter('abc')), operator.length_hint(5, 3), operator.length_hint(iter({1, 2})))
a = [1, 2, 3, 4]
for x in a:
    if x == 2: a.remove(x)
print(a)
x = iter([1, 2, 3]); print([(i, j) for i in x for j in x])
z = zip(x, x); print(list(z))
