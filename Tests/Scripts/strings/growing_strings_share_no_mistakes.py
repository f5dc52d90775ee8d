s = ""
parts = []
for i in range(2000):
    s += chr(97 + i % 26)
    if i % 500 == 0: parts.append(s)
t = s + "x"
u = s + "y"
s += "z"
print(len(s), t[-1], u[-1], s[-1], [len(p) for p in parts], [p == s[:len(p)] for p in parts])
w = "a" * 200
w += "\u0416"
w += "b" * 300
w += "\U0001F600"
print(len(w), ascii(w[199:202]), ascii(w[-2:]), hash(w) == hash("a" * 200 + "\u0416" + "b" * 300 + "\U0001F600"))
