for s in ["", "abc", "h\xe9llo", "\u0416\u0434a", "\U0001F600x"]:
    for a in (None, 0, 1, -1, 9):
        for b in (None, 0, 2, -9):
            for c in (None, 1, 2, -1, -3):
                print(ascii(s[a:b:c]), end=" ")
    print()
try: "abc"[::0]
except ValueError as e: print(e)
try: "abc"[3]
except IndexError as e: print(e)
