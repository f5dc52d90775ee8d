import os, tempfile
p = tempfile.mktemp()
with open(p, "wb") as f: f.write(b"a\r\nb\rc\nd")
for nl in (None, "", "\n", "\r", "\r\n"):
    with open(p, newline=nl) as f: print(repr(nl), f.readlines(), repr(f.newlines))
for nl in (None, "", "\n", "\r", "\r\n"):
    with open(p, "w", newline=nl) as f: f.write("x\ny\n")
    with open(p, "rb") as f: print(f.read())
os.unlink(p)
