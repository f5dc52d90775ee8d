import codecs
codecs.register_error("test.show", lambda e: ("<%d:%d>" % (e.start, e.end), e.end))
codecs.register_error("test.bytes", lambda e: (b"\x00", e.end))
codecs.register_error("test.bad", lambda e: 5)
codecs.register_error("test.far", lambda e: ("x", 100))
for x in ["'a\xe9b'.encode('ascii', 'test.show')", "'a\xe9b'.encode('ascii', 'test.bytes')", "b'a\xffb'.decode('utf-8', 'test.show')", "b'\xff'.decode('ascii', 'test.bad')", "'\xe9'.encode('ascii', 'test.far')", "'\xe9'.encode('ascii', 'no.such')"]:
    try: print(eval(x))
    except Exception as e: print(type(e).__name__, e)
