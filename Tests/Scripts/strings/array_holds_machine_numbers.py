from array import array
a = array("i", [1, 2, 3])
a.append(4); a.extend([5, 6]); a.insert(0, -1)
print(a, a[1:3], a[::-2], a.index(3), a.count(2), a.tobytes()[:4], len(a), a.itemsize, a.typecode, 3 in a)
a[1:3] = array("i", [9]); del a[0]; a.reverse(); print(a, a.tolist(), a * 2 == a + a, a.pop())
print(array("d", [1.5]), array("u", "a\u0416") == array("u", "a\u0416"), array("B", b"ab"), array("f", [0.5])[0], memoryview(a).tolist())
for x in ["array('b', [200])", "array('B', [-1])", "array('z')", "array('i', 'ab')", "array('i', [1.5])", "a + array('d')", "a.__setitem__(99, 1)", "array('i', b'abc')", "a.fromlist([1, 'x'])", "array('Q', [-1])", "a[1:2].__setitem__(slice(0, 1), [1])"]:
    try: print(eval(x))
    except Exception as e: print(type(e).__name__, e)
print(a)
