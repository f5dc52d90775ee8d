l = [3, 1, 2]
print(l.append(4), l.extend('ab'), l.insert(1, 'x'), l.insert(-1, 'y'), l.insert(99, 'z'), l.insert(-99, 'first'), l)
print(l.pop(), l.pop(0), l.pop(-2), l.remove('x'), l.index('a'), l.count(3), l.reverse(), l, l.copy() == l, l.copy() is l, l.clear(), l)
l = [1, 2, 3, 2]; print(l.index(2, 2), l.index(2, -1), l.count(2), l * 2, 2 * l, l * 0, l * -1, l + [9], [1] < [1, 2], [2] > [1, 9], l == [1, 2, 3, 2], l != l[:], 2 in l, min(l), max(l), sum(l), any(l), sorted(l, reverse=True), list(reversed(l)), [*enumerate(l)][1])
m = l; m += [5]; l *= 2; print(m is l, l, len(l)); l[:] = range(3); print(m); l[1:2] = []; print(m, [[]] * 3, [[] for _ in range(2)])
for bad in ('[].pop()', '[1].pop(5)', '[1].remove(2)', '[1].index(9)', '[1].index(1, 1)', '[1][1]', '[1]["a"]', '[1][1.0]', '[1] + (2,)', '[1] + 1', '[1] * "a"', '[1] * 1.5', '[1] < (1,)', '[1].append()', '[1].append(1, 2)', '[].extend(5)', '[].insert(1)', 'list(5)', 'list(1, 2)', 'list(x=1)', '[1].sort(5)', '[1, "a"].sort()', '[].sort(key=5)', '[1].sort(key=5)', '[].sort(reverse="x")', 'hash([])', '[].foo', '[1][2:3] + "x"', '[1].insert("a", 1)', '[] * (1 << 62)', '[].__setitem__(0, 1)', '[1].__delitem__(3)', '[1, 2].__getitem__(slice(0, 1, 0))', '[].index()', '[].count()', '[].pop("a")', '[].copy(1)', '[].clear(1)', '[].reverse(1)'):
    try: print(bad, '=', eval(bad))
    except Exception as e: print(bad, '->', type(e).__name__, e)
