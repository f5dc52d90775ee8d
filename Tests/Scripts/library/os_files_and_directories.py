import os, stat, tempfile, shutil
d = tempfile.mkdtemp(); os.chdir(d)
os.mkdir("a"); os.makedirs("a/b/c"); open("a/f.txt", "w").close(); os.symlink("a/f.txt", "l"); os.link("a/f.txt", "h")
print(sorted(os.listdir()), os.readlink("l"), os.path.islink("l"), os.stat("h").st_nlink, stat.filemode(os.stat("a").st_mode))
print(sorted((e.name, e.is_dir(), e.is_file(), e.is_symlink(), e.path) for e in os.scandir(".")), os.listdir(b"a") != [])
os.rename("h", "g"); os.replace("g", "k"); os.remove("k"); os.chmod("a/f.txt", 0o600); os.utime("a/f.txt", (1, 2)); s = os.stat("a/f.txt")
print(oct(s.st_mode), s.st_atime, s.st_mtime, s.st_mtime_ns, s[8], len(s), os.access("a/f.txt", os.R_OK), os.path.getsize("a/f.txt"))
print([(r, sorted(ds), sorted(fs)) for r, ds, fs in os.walk("a")])
for f, a in ((os.rmdir, "a"), (os.unlink, "zz"), (os.mkdir, "a"), (os.listdir, "zz"), (os.stat, "\0"), (os.stat, 1.5)):
    try: f(a)
    except (OSError, ValueError, TypeError) as e: print(type(e).__name__, e)
fd = os.open("x", os.O_RDWR | os.O_CREAT); print(os.write(fd, b"hello"), os.lseek(fd, 1, 0), os.read(fd, 3)); os.close(fd)
r, w = os.pipe(); os.write(w, b"p"); print(os.read(r, 5)); os.close(r); os.close(w)
os.environ["QQ"] = "1"; print(os.getenv("QQ"), os.popen("echo $QQ").read()); del os.environ["QQ"]
print(os.fsencode("é"), os.fsdecode(b"\xff"), os.fspath(b"x"), os.path.exists("zz"), os.strerror(2)); os.chdir("/"); shutil.rmtree(d); print(os.path.exists(d))
