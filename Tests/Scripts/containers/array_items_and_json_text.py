# Items of arrays and bytearrays at and beyond their limits; JSON text.
from array import array
import json

# Arrays: items of every kind, at and beyond the limits.
for code in "bBhHiIlLqQfdu":
    v = array(code, "ab" if code == "u" else [1, 2])
    v.append(v[0]); v.extend(v); v[-1] = v[1]
    print(code, v, v[0], v[-2], len(v))
    for bad in (-1, 300, 70000, 2**31, 2**32, 2**63, 2**64, -129, 1.5, "x", None):
        try: v[0] = bad; print(repr(v[0]), end=" ")
        except Exception as e: print(type(e).__name__, end=" ")
    for i in (6, -7, 2**70):
        try: v[i]
        except IndexError as e: print(e, end=" ")
        try: v[i] = v[0]
        except IndexError as e: print(e, end=" ")
    print()
class A(array): pass
v = A("d", [1.5]); v[0] = 2; print(v[0], v)
b = bytearray(b"abc"); b[0] = 65; b[-1] = 66; print(b, b[0], b"xyz"[-1])
for bad in (256, -1, "a", 1.0):
    try: b[0] = bad
    except Exception as e: print(type(e).__name__, e)
for i in (3, -4):
    try: b[i] = 1
    except IndexError as e: print(e)
    try: b"abc"[i]
    except IndexError as e: print(e)

# JSON text with escapes, wide characters, long plain runs.
for text in ["", "plain text that is longer than eight bytes", "quote\" back\\ slash / \n\t\r\b\f", "\x00\x1f\x7f\x80", "é" * 9, "\ud800", "\U0001F600 ok", "a" * 50 + '"' + "b" * 50]:
    for ascii in (True, False):
        t = json.dumps({text: [text, 1, -5, 2.5, None, True]}, ensure_ascii=ascii)
        print(ascii_ := t.encode("utf-8", "surrogatepass"), json.loads(t) == {text: [text, 1, -5, 2.5, None, True]})
doc = json.dumps([{"key%d" % (i % 5): i, "name": "n" * i} for i in range(40)])
print(json.loads(doc) == [{"key%d" % (i % 5): i, "name": "n" * i} for i in range(40)])
for bad in ['{"a', '"\\x"', '{"a" 1}', '["a\n"]', '[1,]', '']:
    try: json.loads(bad)
    except json.JSONDecodeError as e: print(e)
