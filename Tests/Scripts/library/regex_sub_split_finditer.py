import re
print(re.sub("x*", "-", "abxd"), re.sub("b", lambda m: m.group().upper() + str(m.start()), "abcb"), re.subn("a", "b", "aaa", 2))
print(re.sub(r"(?P<n>\w+) (\w+)", r"\2 \g<n>\\", "hello world"), re.sub("a", r"\n", "bab"), re.sub("(a)|b", r"[\1]", "ab"))
print(re.split("(,)", "a,b,,c"), re.split("x*", "axbc"), re.split(",", "a,b,c", 1), re.split("(a)|b", "xbya"))
print([m.span() for m in re.finditer("a|", "baac")], re.findall("(a)(b)?", "aab"), re.findall("a(b)?", "aab"))
p = re.compile(r"(?P<k>\w)=(?P<v>\d)", re.I | re.M)
m = p.search("zz a=1 b=2", 3)
print(p, p.groups, dict(p.groupindex), p.flags, m, m.groupdict(), m["k"], m[2], m.expand(r"\g<v>-\1"), m.pos, m.endpos, m.lastgroup, m.start("v"))
print(p.search("a=1", 1), p.match("a=1", 0, 2), p.fullmatch("a=1"), p == re.compile(p.pattern, re.I | re.M), hash(p) == hash(p))
sc = re.compile(r"\d+|\w").scanner("12ab"); print(sc.match(), sc.search(), sc.match(), sc.match())
for f in (lambda: m.group(9), lambda: m.group("zz"), lambda: re.sub("a", r"\9", "a")):
    try: f()
    except Exception as e: print(type(e).__name__, e)
