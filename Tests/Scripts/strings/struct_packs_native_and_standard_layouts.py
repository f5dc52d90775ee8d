import struct
print(struct.calcsize("bq"), struct.calcsize("<bq"), struct.calcsize("ci0q"), struct.pack("<iHd", -2, 65535, 1.5), struct.pack(">hHe", -2, 3, 1.5))
print(struct.unpack("<3sx2H5p", struct.pack("<3sx2H5p", b"abcdef", 1, 2, b"xyz")), struct.unpack("?c", b"\x02z"), list(struct.iter_unpack("<H", bytes(4))))
b = bytearray(6)
struct.pack_into("<H", b, 2, 513)
print(b, struct.unpack_from("<H", b, 2), struct.Struct("<ih").size)
for x in ["struct.pack('b', 200)", "struct.pack('<H', -1)", "struct.pack('i', 'a')", "struct.pack('i')", "struct.unpack('i', b'abc')", "struct.pack('z', 1)", "struct.pack('<f', 1e300)", "struct.unpack_from('i', b'abcd', 2)", "struct.pack_into('i', bytearray(2), 0, 1)", "struct.pack('>Q', -1)"]:
    try: print(eval(x))
    except Exception as e: print(type(e).__name__, e)
