a = [3, 1, 2]
a.append(5); a.extend((7, 8)); a.extend(x for x in "ab"); a.insert(0, 'z'); a.insert(-100, 'y'); a.insert(100, 'w')
print(a, len(a))
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove(7); print(a, a.index(2), a.count(1))
a.reverse(); print(a)
b = a.copy(); b.clear(); print(a, b, a == b, a != b)
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1, 2].index(3), lambda: [1][1], lambda: [1].__getitem__('a'),
          lambda: [1] + (2,), lambda: [1] * 'a', lambda: [1] * 2.5, lambda: [].index(1, 2, 3), lambda: list(5), lambda: [1, 2].insert('a', 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
a = [1, 2]; a += 'xy'; print(a); a *= 2; print(a); a *= 0; print(a)
print([1, 2] * 3, 2 * [0], [[]] * 2, [1] * -1)
print(list('abc'), list(range(5)), list({1: 2}), list((1, 2)), list())
a = []; a.append(a); print(a, [a, 1])
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [2] > [1, 5], [1] <= [1], [] >= [])
print(3 in [1, 2, 3], 'x' in [1], [1] in [[1]], float('nan') in [float('nan')])
n = float('nan'); print(n in [n], [n] == [n])
