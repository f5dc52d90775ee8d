b = bytearray(b"abc")
m = memoryview(b)
for f in (lambda: b.append(1), lambda: b.clear(), lambda: b.__delitem__(0), lambda: b.extend(b"x")):
    try: f()
    except BufferError as e: print(e)
m[0] = 90
b[1] = 91
m.release()
b.append(1)
print(b)
with memoryview(b) as m: print(m.tolist())
try: m[0]
except ValueError as e: print(e)
b.pop()
print(b)
