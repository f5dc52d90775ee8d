import array
ba = bytearray(b'abcdef')
m = memoryview(ba)
print(m[0], m[1:3].tobytes(), len(m), m.nbytes, m.format, m.itemsize, m.ndim, m.shape, m.strides, m.readonly, m.tolist(), bytes(m[::-1]), m[::2].tolist(), m.contiguous)
m[0] = 65; m[1:3] = b'XY'; print(ba)
s = m[2:5]; s[0] = 33; print(ba, s.obj is ba)
for bad in [lambda: m.__setitem__(0, 256), lambda: m.__setitem__(0, 'a'), lambda: m.__setitem__(slice(0, 2), b'x'), lambda: m[99], lambda: memoryview(b'x').__setitem__(0, 1), lambda: memoryview('s'), lambda: ba.append(1), lambda: m[1.5], lambda: memoryview(5), lambda: m.cast('i'), lambda: hash(m)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
m.release(); s.release()
ba.append(71); print(ba)
try: m[0]
except ValueError as e: print(e)
a = array.array('i', [1, 2, 3, -4])
v = memoryview(a)
print(v.format, v.itemsize, v.tolist(), v[3], v.cast('B').nbytes, v.cast('B').cast('i')[0], v == memoryview(array.array('i', [1, 2, 3, -4])), v == a)
v[1] = 99; print(a)
w = memoryview(b'abcdefgh').cast('B', (2, 4)) if False else memoryview(bytes(range(8))).cast('B', [2, 4])
print(w.tolist(), w.shape, w[1, 2], w.ndim)
with memoryview(b'ctx') as c: print(c.tobytes(), c.hex())
print(memoryview(b'ab') == b'ab', b'ab' == memoryview(b'ab'), memoryview(b'a') == 'a', hash(memoryview(b'ab')) == hash(b'ab'), list(memoryview(b'ab')), 98 in memoryview(b'ab'), memoryview(b'xyz').toreadonly().readonly, bytes(memoryview(b'q')), b''.join([memoryview(b'1'), b'2']), bytearray(memoryview(b'ba')))
import struct
buf = bytearray(8); struct.pack_into('<hI', buf, 1, -2, 7); print(buf, struct.unpack_from('<hI', memoryview(buf), 1))
