t = str.maketrans("abc", "xyz", "d")
print(sorted(t.items(), key=str), "abcdabcd".translate(t), ascii("abc".translate({97: "\u0416\u0416", 98: None, 99: 0x1F600})))
class M:
    def __getitem__(self, k):
        if k == 97: raise LookupError
        return chr(k + 1)
print("abc".translate(M()))
for bad in ("'a'.translate({97: 0x110000})", "'a'.translate({97: 1.5})", "str.maketrans('a', 'bc')", "str.maketrans({'ab': 1})"):
    try: print(eval(bad))
    except Exception as e: print(type(e).__name__, e)
print(b"hello".translate(bytes.maketrans(b"el", b"ip")), b"hello".translate(None, b"l"))
