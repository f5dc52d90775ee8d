import codecs
print(codecs.lookup("UTF8").name, codecs.encode("Hello", "rot13"), codecs.encode(b"ab", "hex"), codecs.decode(b"6162", "hex"))
print("\u20ac\xe9".encode("cp1252"), b"\x80".decode("cp1252") == "\u20ac", "\u0416".encode("koi8-r"), ascii("\u0416\n".encode("unicode_escape")))
d = codecs.getincrementaldecoder("utf-8")()
print(ascii([d.decode(b"\xe2\x82"), d.decode(b"\xac", True)]), codecs.utf_8_decode(b"a\xc3"), codecs.escape_decode(b"a\\n\\x41"))
for x in ["'a'.encode('rot13')", "b'a'.decode('hex')", "'a'.encode('no-such')", "codecs.decode('6', 'hex')"]:
    try: print(eval(x))
    except Exception as e: print(type(e).__name__, e)
