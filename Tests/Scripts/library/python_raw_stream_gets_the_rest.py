import io
class R(io.RawIOBase):
    def __init__(self, data): self.data, self.pos = data, 0
    def readable(self): return True
    def readinto(self, b):
        n = min(len(b), 3, len(self.data) - self.pos)
        b[:n] = self.data[self.pos:self.pos + n]
        self.pos += n
        return n
print(R(b"hello world").read(), R(b"hello").read(2), R(b"ab\ncd\n").readlines())
b = io.BufferedReader(R(b"line one\nline two\nrest"), 4)
print(b.readline(), b.read(3), b.read1(2), list(b))
print(io.TextIOWrapper(io.BufferedReader(R("é\nü".encode())), encoding="utf-8").read())
class W(io.RawIOBase):
    def __init__(self): self.out = []
    def writable(self): return True
    def write(self, b): self.out.append(bytes(b)); return len(b)
w = W(); bw = io.BufferedWriter(w, 8)
bw.write(b"abc"); bw.write(b"defghijklmnop"); bw.flush(); print(b"".join(w.out)); bw.close(); print(w.closed)
