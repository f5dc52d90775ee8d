def run(code):
    b = bytearray(b"0123456789")
    try: exec(code, {"b": b}); print(code, b)
    except Exception as e: print(code, type(e).__name__, e)
for c in ["b[2:5] = b'xyz'", "b[2:5] = b''", "b[2:5] = b'longer one'", "b[::2] = b'abcde'", "b[::2] = b'abc'", "b[2:4] = [1, 2]", "b[0:1] = 'a'", "del b[::2]", "del b[::-3]", "del b[2:5]", "b[1:1] = b", "b += b", "b *= 2", "b.extend(range(3))", "b.insert(3, 65)", "b.pop(0); b.pop()", "b.remove(0x33)", "b.reverse()", "b.append(256)", "b[99] = 1", "b[0] = 'a'", "b.clear(); b.pop()"]:
    run(c)
