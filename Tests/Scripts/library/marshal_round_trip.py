import marshal
for x in (None, True, ..., 0, -5, 2**31, -2**31, 10**40, -10**40, 1.5, 1j, "é😀", b"x", (1, (2,)), [1, [2]], {"a": 1, 2: (3,)}, {1}, frozenset([2])):
    assert marshal.loads(marshal.dumps(x)) == x, x
print(marshal.dumps([1, "a"], 2)[:1], marshal.loads(b"i\x05\x00\x00\x00"), eval(marshal.loads(marshal.dumps(compile("1+2", "x", "eval")))))
for f in (lambda: marshal.dumps(object()), lambda: marshal.loads(b""), lambda: marshal.loads(b"?")):
    try: f()
    except (ValueError, EOFError) as e: print(type(e).__name__, e)
