import os, tempfile
p = tempfile.mktemp()
with open(p, "w", encoding="utf-8") as f: f.write("häl\nlöo\nwörld\n" * 3000)
with open(p, encoding="utf-8") as f:
    seen = []
    for _ in range(5):
        f.readline()
        seen.append((f.tell(), f.readline()))
    for pos, line in seen:
        f.seek(pos)
        print(pos, f.readline() == line)
    f.seek(0, 2); print(f.tell(), repr(f.read()))
    f.seek(0); print(len(f.read(100)), f.tell())
    it = iter(f); next(it)
    try: f.tell()
    except OSError as e: print(e)
os.unlink(p)
