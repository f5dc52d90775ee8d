import struct
print(struct.pack('<bBhHiIqQ', -1, 255, -2, 65535, -3, 4294967295, -4, 2 ** 64 - 1), struct.pack('>hd', 1, 1.5), struct.pack('5s2x?c', b'abc', True, b'z'), struct.pack('3p', b'abcd'), struct.pack('<e', 1.5), struct.calcsize('<bih'), struct.calcsize('@bih'), struct.calcsize('P') == 8)
print(struct.unpack('<hI', b'\xfe\xff\x07\0\0\0'), struct.unpack('>f', struct.pack('>f', 0.1)), struct.unpack('4s', b'abcd'), struct.unpack('2?', b'\0\2'), list(struct.iter_unpack('<H', b'\1\0\2\0')), struct.unpack_from('<H', b'xx\5\0', 2))
s = struct.Struct('<2h'); print(s.size, s.format, s.pack(1, 2), s.unpack(b'\1\0\2\0'), struct.pack('3h', 1, 2, 3) == struct.pack('hhh', 1, 2, 3), struct.pack('!I', 1), struct.pack('0i'), struct.pack(' h h', 1, 2)[:2])
b = bytearray(6); struct.pack_into('>H', b, 2, 513); print(b)
for bad in (('b', 200), ('B', -1), ('h', 'a'), ('i', 1.5), ('c', b'ab'), ('z', 1), ('2h', 1), ('f', 'x'), ('<Q', 2 ** 64), ('s', 5), ('5', 1), ('?', ), ('e', 1e6), ('f', 1e300)):
    try: print(struct.pack(*bad))
    except Exception as e: print(bad, type(e).__name__, e)
for bad in (lambda: struct.unpack('h', b'a'), lambda: struct.unpack_from('i', b'ab'), lambda: struct.pack_into('h', b'ab', 0, 1), lambda: list(struct.iter_unpack('h', b'abc')), lambda: struct.pack_into('q', bytearray(4), 0, 1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class I:
    def __index__(self): return 7
print(struct.pack('b', I()), struct.pack('?', []), struct.unpack('d', struct.pack('d', float('inf'))))
