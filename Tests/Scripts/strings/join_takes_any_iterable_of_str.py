print(",".join([]), ",".join(["a"]), ",".join("abc"), "".join(x for x in ("a", "\xe9", "b")) == "a\xe9b", ascii("\u0416".join(["a", "b"])))
for bad in ([1], ["a", 2], 5):
    try: ",".join(bad)
    except TypeError as e: print(e)
print(b",".join([b"a", bytearray(b"b"), memoryview(b"c")]), bytearray(b"-").join([b"x", b"y"]))
