def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ["", "s", "5", "<5", ">5", "^5", "*^6", ".2", "5.2", "05", "é^7s", "<05"]:
    print(repr(s), repr(format("abc", s)), repr(format("", s)), repr(format("äß€😀", s)))
for s in ["d", "+", " ", "=5", ",", "_", "#", "z", ".3z", "x"]:
    show(format, "a", s)
