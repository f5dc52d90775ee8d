import os, tempfile
p = tempfile.mktemp()
with open(p, "w+b") as f:
    f.write(bytes(range(256)) * 100)
    f.seek(10); print(f.read(3), f.tell())
    f.write(b"ABC"); print(f.tell())
    f.seek(8); print(f.read(10))
    f.seek(-4, 2); print(f.read())
    f.seek(0); print(f.truncate(5), f.read())
    print(f.peek(), f.readable(), f.writable(), f.mode)
os.unlink(p)
