b = bytearray(range(12))
m = memoryview(b)
print(m[1], m[-1], m[2:5].tobytes(), m[::-2].tolist(), m.shape, m.strides, m.format, m.nbytes, m.readonly)
c = m.cast("i")
print(c.tolist(), c.shape, m.cast("B", [3, 4]).tolist(), m.cast("B", [3, 4])[1, 2], m[4:].cast("H").tolist())
m[0:3] = b"abc"
c[1] = -1
print(b, m == b, memoryview(b"ab") == b"ab", hash(memoryview(b"ab")) == hash(b"ab"))
for x in ["m[20]", "m['a']", "m.cast('x')", "m[1:].cast('i')", "m.__setitem__(0, 256)", "m.__setitem__(slice(0, 2), b'abc')", "hash(m)", "memoryview(b'a').__setitem__(0, 1)", "memoryview(5)"]:
    try: print(eval(x))
    except Exception as e: print(type(e).__name__, e)
