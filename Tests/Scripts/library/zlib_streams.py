import zlib
d = b"hello hello hello " * 1000
c = zlib.compress(d); print(zlib.decompress(c) == d, len(c) < 200, zlib.crc32(d), zlib.adler32(d), zlib.crc32(b""))
o = zlib.compressobj(9, zlib.DEFLATED, -15); z = o.compress(d[:500]) + o.compress(d[500:]) + o.flush()
i = zlib.decompressobj(-15); r = i.decompress(z, 100); r += i.decompress(i.unconsumed_tail) + i.flush(); print(r == d, i.eof)
i = zlib.decompressobj(); print(i.decompress(c + b"tail") == d, i.unused_data, i.eof)
for b in (b"junk", c[:20]):
    try: zlib.decompress(b)
    except zlib.error as e: print(e)
