for s in ["it's", 'say "x"', "both ' and \"", "\\ \n\r\t\0\x7f\x80\xa0\xad\xe9", "\u0378\u1234\u2028\ud800", "\U0001F600\U000E0001"]:
    print(ascii(repr(s)), ascii(s))
print(b"it's \" \xff\n\\", bytearray(b"it's"), repr(b"'"))
