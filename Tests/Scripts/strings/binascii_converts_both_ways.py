import binascii as b
print(b.hexlify(b"ab\xff", "-"), b.unhexlify("6162"), b.b2a_base64(b"hello"), b.a2b_base64("aGVs\nbG8="), b.crc32(b"hello"), b.crc_hqx(b"hello", 0))
print(b.b2a_uu(b"hello world"), b.a2b_uu(b.b2a_uu(b"hello world")), b.b2a_qp(b"a=b \n\xff"), b.a2b_qp(b"a=3Db=20=\nx"))
for x in ["b.unhexlify('6')", "b.unhexlify('zz')", "b.a2b_base64('a')", "b.a2b_base64('abc')", "b.a2b_base64('a!bc=', strict_mode=True)", "b.hexlify('a')", "b.a2b_base64('\xe9')"]:
    try: print(eval(x))
    except Exception as e: print(type(e).__name__, e)
