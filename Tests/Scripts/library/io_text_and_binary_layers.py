import io, os, pathlib, tempfile
p = tempfile.mktemp()
with open(p, 'w', encoding='utf-8') as f: print(f.write('line1\nline é 2\n'), f.tell(), f.writable(), f.readable(), f.mode, f.encoding, f.closed, f.newlines)
with open(p, encoding='utf-8') as f: print(f.read(3), f.readline(), f.tell(), f.readlines(), f.read(), f.seek(0), list(f), f.newlines)
with open(p, 'rb') as f: print(f.read(4), f.seek(-3, 2), f.read(), f.seek(0), f.readline(), f.peek(2)[:2], f.raw.__class__.__name__, f.readinto(bytearray(2)), f.tell(), f.fileno() > 2, f.seekable())
with open(p, 'a+', encoding='utf-8') as f: f.write('more'); f.seek(0); print(f.read().splitlines())
with open(p, 'r+', encoding='utf-8') as f: f.seek(2); f.write('XX'); f.truncate(8); f.seek(0); print(repr(f.read()))
with open(p, 'x' if not os.path.exists(p) else 'w', newline='\r\n') as f: f.write('a\nb\n')
print(open(p, 'rb').read(), open(p).read(), open(p, newline='').read(), [l for l in open(p, newline='\n')])
for bad in (lambda: open(p, 'x'), lambda: open(p, 'q'), lambda: open(p, 'rw'), lambda: open(p, 'rb', encoding='utf-8'), lambda: open('/nope/x', 'w'), lambda: open('/'), lambda: open(p, 'w').read(), lambda: open(p).write('x'), lambda: open(p, 'rt', newline='z'), lambda: open(b'\0'), lambda: open(1.5), lambda: open(p, buffering=0), lambda: open(p, 'b')):
    try: print(bad())
    except Exception as e: print(type(e).__name__, str(e).replace(p, 'P'))
with open(p, 'wb', buffering=0) as f: f.write(b'\xff\xfe'); print(type(f).__name__)
try: open(p, encoding='utf-8').read()
except UnicodeDecodeError as e: print(e)
print(repr(open(p, encoding='utf-8', errors='replace').read()), repr(open(p, encoding='latin-1').read()), repr(open(p, errors='surrogateescape', encoding='ascii').read()))
s = io.StringIO('a\nb\nc'); print(s.readline(), s.read(1), s.tell(), s.seek(0, 2), s.write('!'), s.getvalue(), s.seek(0), list(s), s.truncate(2), s.getvalue(), s.closed); s.close()
try: s.read()
except ValueError as e: print(e)
b = io.BytesIO(b'hello'); print(b.read(2), b.getvalue(), b.seek(1), b.write(b'EL'), b.getvalue(), bytes(b.getbuffer()[:2]), b.readlines(), b.seek(0), b.read1(2), b.readinto(m := bytearray(2)), m)
t = io.TextIOWrapper(io.BytesIO(b'x\r\ny\rz'), encoding='ascii'); print(t.read(), t.buffer.tell(), t.line_buffering); t.detach()
r = io.BufferedReader(io.BytesIO(b'0123456789'), 4); print(r.peek(1), r.read(3), r.read1(10), r.read(), r.tell())
w = io.BufferedWriter(raw := io.BytesIO(), 4); w.write(b'abc'); print(raw.getvalue()); w.write(b'defgh'); w.flush(); print(raw.getvalue()); w.close()
print(io.DEFAULT_BUFFER_SIZE, io.SEEK_END, issubclass(io.StringIO, io.TextIOBase), isinstance(io.BytesIO(), io.BufferedIOBase), io.open is open)
class Up(io.TextIOWrapper):
    def write(self, s): return super().write(s.upper())
u = Up(io.BytesIO()); u.write('abc'); u.flush(); print(u.buffer.getvalue())
class Raw(io.RawIOBase):
    def __init__(self): self.d = [b'ab', b'c', b'']
    def readable(self): return True
    def readinto(self, b): c = self.d.pop(0); b[:len(c)] = c; return len(c)
print(io.BufferedReader(Raw()).read(), Raw().read(1), Raw().readall())
import fileinput; pathlib.Path(p).write_text('1\n2\n'); print([(fileinput.lineno(), l) for l in fileinput.input([p])]); fileinput.close()
print(os.path.getsize(p), os.stat(p).st_size); os.remove(p); print(os.path.exists(p))
