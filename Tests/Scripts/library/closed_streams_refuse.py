import io
for s in (io.BytesIO(b"x"), io.StringIO("x"), io.BufferedReader(io.BytesIO(b"x")), io.TextIOWrapper(io.BytesIO(b"x"))):
    s.close(); s.close()
    for name in ("read", "flush", "tell", "readline"):
        try: getattr(s, name)(); print(type(s).__name__, name, "ok")
        except ValueError as e: print(type(s).__name__, name, e)
try: open("x", "rw")
except ValueError as e: print(e)
try: open("/nonexistent/file")
except FileNotFoundError as e: print(e, e.errno, e.filename)
try: open("/")
except IsADirectoryError as e: print(e)
try: io.BytesIO().fileno()
except io.UnsupportedOperation as e: print(type(e).__mro__[:3], e)
