import re
print(len(re.match(r"(?:ab)*", "ab" * 200000).group()), len(re.match(r"(?:a|b)*", "ab" * 200000).group()), re.match(r"(?:.|\n)*?z", "x" * 100000 + "z").end())
print(re.match("(?:" * 50 + "a" + ")" * 50, "a").span(), bool(re.match(r"(a+)+$", "a" * 20)), re.match(r"(x+x+)+y", "x" * 15))
