import array, sched, time, colorsys, getpass, stat, errno, keyword, token, linecache, graphlib, cmath, sys
a = array.array('i', [3, 1, 2]); a.append(9); a.extend([4]); a.insert(0, 7); a.remove(1); print(a, a[1:3], a.pop(), a.index(9), a.count(3), a.tolist(), a.itemsize, a.typecode, len(a), a * 2, a + a, 9 in a, sorted(a), a.tobytes()[:4], a == array.array('i', a), bytes(array.array('B', b'xy')))
a.reverse(); a[0] = 5; a[1:2] = array.array('i', [8, 8]); del a[-1]; a.byteswap(); print(a.buffer_info()[1], array.array('d', [1.5]), array.array('u', 'hé').tounicode(), repr(array.array('b')))
for bad in (lambda: array.array('b', [200]), lambda: array.array('z'), lambda: a.append('x'), lambda: a.append(1.5), lambda: a.pop(99), lambda: a.remove(123456), lambda: array.array('i', 'ab'), lambda: a.__setitem__(slice(0, 1), [1])):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
log = []; s = sched.scheduler(time.monotonic, time.sleep); s.enter(0.002, 1, log.append, ('b',)); s.enter(0, 1, log.append, ('a',)); s.run(); print(log)
print(keyword.iskeyword('for'), keyword.softkwlist, [round(c, 3) for c in colorsys.rgb_to_hsv(.2, .4, .6)], errno.errorcode[2], stat.filemode(0o100644), list(graphlib.TopologicalSorter({'c': ['b'], 'b': ['a']}).static_order()), cmath.sqrt(-1), token.tok_name[1], sys.getsizeof(0) > 0, linecache.getline(__file__, 1)[:6])
try: list(graphlib.TopologicalSorter({'a': ['b'], 'b': ['a']}).static_order())
except graphlib.CycleError as e: print(e.args[0])
