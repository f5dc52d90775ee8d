for e in (ValueError(), ValueError(1), ValueError('a', 2), KeyError('k'), KeyError(), KeyError(1, 2), StopIteration(5), SystemExit(3), OSError(2, 'no'), OSError(2, 'no', 'file'), OSError(2, 'no', 'f', None, 'g'), OSError('x'), ImportError('m', name='n', path='p'), AttributeError('a'), NameError('n'), SyntaxError('s'), SyntaxError('s', ('f.py', 3, 4, 'text')), UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'bad'), UnicodeEncodeError('ascii', 'h\xe9', 1, 2, 'bad'), UnicodeEncodeError('ascii', 'h\xe9\xe9', 1, 3, 'bad'), UnicodeTranslateError('h\u1234', 1, 2, 'bad')):
    print(type(e).__name__, '|', repr(e), '|', str(e), '|', e.args)
print(OSError(2, 'x').errno, FileNotFoundError(2, 'x').strerror, OSError(17, 'x', 'f').filename, type(OSError(13, 'p')).__name__, StopIteration(4).value, StopIteration().value, SystemExit(1, 2).code)
e = ImportError('m', name='n'); print(e.name, e.path, e.msg)
e = SyntaxError('s', ('f.py', 3, 4, 'text', 5, 6)); print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset)
for f in (lambda: ValueError(x=1), lambda: ImportError('a', foo=1), lambda: UnicodeDecodeError('a'), lambda: OSError(1, 2, x=3)):
    try: f()
    except TypeError as e: print(e)
class E(Exception):
    def __init__(self, a, b): self.a = a
e = E(1, 2); print(e.args, e.a, repr(e), str(e))
class F(OSError):
    def __init__(self, v): super().__init__(2, 'msg', v)
print(F('file'), F('file').filename, F('file').args)
