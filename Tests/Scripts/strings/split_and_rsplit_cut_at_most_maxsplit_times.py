for s in ["", " a  b c ", "a,b,,c", "\u2003x\u3000y\u0416", "a\x1cb\x85c"]:
    for k in (-1, 0, 1, 2):
        print(ascii([s.split(None, k), s.rsplit(None, k), s.split(",", k), s.rsplit(",", k)]))
    print(ascii([s.partition(","), s.rpartition(",")]))
for bad in ("''", "1"):
    try: print(eval("'a'.split(%s)" % bad))
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
