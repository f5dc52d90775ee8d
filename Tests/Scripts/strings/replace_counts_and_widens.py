for s in ["abcabc", "", "h\xe9h", "\u0416a\u0416"]:
    for o in ["", "a", "abc", "\u0416", "h"]:
        for n in ["", "--", "\U0001F600"]:
            print(ascii([s.replace(o, n), s.replace(o, n, 1), s.replace(o, n, 0)]), end=" ")
    print()
print("\u0416abc".replace("\u0416", "") == "abc", "\u0416abc".replace("\u0416", "").isascii())
print(("ab" * 1000).replace("ab", "c") == "c" * 1000, b"aaa".replace(b"a", b"bb", 2))
