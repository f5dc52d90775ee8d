class S(str):
    def shout(self): return self.upper() + "!"
s = S("h\xe9y")
s.tag = 5
print(ascii(s), s.tag, s.__dict__, ascii(s.shout()), type(s + "").__name__, type(s[:]).__name__, type(str(s)).__name__)
print({s: 1}["h\xe9y"], s == "h\xe9y", hash(s) == hash("h\xe9y"), isinstance(s, str), len(s), ascii(s[1]))
