s = "a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l"
print(ascii(s.splitlines()), ascii(s.splitlines(True)))
print(b"a\nb\r\nc\rd\x0be\x85f".splitlines(), bytearray(b"x\n").splitlines(keepends=True))
print("".splitlines(), "\n".splitlines(), "a\n\nb".splitlines())
