s = 'aé☃😀'
for enc in ('utf-8', 'utf-16', 'utf-16-le', 'utf-32-be', 'utf-7', 'unicode_escape', 'raw_unicode_escape', 'utf-8-sig', 'punycode'):
    b = s.encode(enc); print(enc, b[:24], b.decode(enc) == s)
for enc in ('ascii', 'latin-1', 'cp1252', 'iso8859-15', 'cp437', 'koi8-r'):
    for err in ('ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace'): print(enc, err, s.encode(enc, err))
    try: s.encode(enc)
    except UnicodeEncodeError as e: print(e)
for b in (b'\xff', b'a\xc3', b'\xe2\x98', b'\xf0\x9f\x98', b'\xed\xa0\x80', b'\xc0\x80', b'ok\x80z'):
    try: print(b.decode())
    except UnicodeDecodeError as e: print(e)
    print(repr(b.decode(errors='replace')), repr(b.decode(errors='ignore')), repr(b.decode(errors='backslashreplace')), b.decode(errors='surrogateescape').encode(errors='surrogateescape') == b)
for bad in (lambda: 'a'.encode('nope'), lambda: b'a'.decode('rot13'), lambda: 'a'.encode('base64'), lambda: 'é'.encode('ascii', 'nope'), lambda: '\ud800'.encode(), lambda: b'a'.decode('utf-16'), lambda: 'a'.encode(5), lambda: str(b'a', 'ascii', 'strict', 1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
import codecs
print(codecs.encode('Hello', 'rot13'), codecs.lookup('UTF8').name, codecs.decode(b'6162', 'hex'), codecs.encode(b'ab', 'base64'), codecs.BOM_UTF8, 'ÀÉ'.encode('latin1').decode('cp1252'), str(b'\xe9', 'latin-1'), bytes('x', 'ascii'), '\ud83d\ude00'.encode('utf-16', 'surrogatepass').decode('utf-16'), codecs.getincrementaldecoder('utf-8')().decode(b'\xe2\x98'))
d = codecs.getincrementaldecoder('utf-8')(); print(repr(d.decode(b'\xe2')), repr(d.decode(b'\x98\x83')))
def h(e): return ('<%d>' % e.start, e.end)
codecs.register_error('mine', h); print('aéb'.encode('ascii', 'mine'), b'a\xffb'.decode('utf-8', 'mine'))
