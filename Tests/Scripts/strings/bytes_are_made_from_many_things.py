class B:
    def __bytes__(self): return b"from B"
for x in ["bytes()", "bytes(3)", "bytes([1, 255])", "bytes('\xe9', 'utf-8')", "bytes(B())", "bytes(bytearray(b'x'))", "bytes(memoryview(b'abcd')[::2])", "bytes.fromhex('0a ff')", "bytes(-1)", "bytes([256])", "bytes('a')", "bytes(1.5)", "bytes(None)", "bytes.fromhex('a')", "b'a' + 'a'", "b'a' < 'a'", "b'\xff'.hex(), b'abcd'.hex('-', 2), b'abc'[1], b'abc'[1:]", "97 in b'abc', b'bc' in b'abc'", "b'aXbX'.find(b'X', 2), b'abc'.find(98)"]:
    try: print(eval(x))
    except Exception as e: print(type(e).__name__, e)
