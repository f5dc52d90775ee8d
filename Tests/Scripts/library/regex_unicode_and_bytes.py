import re
print(re.findall(r"\w+", "héllo wörld 中文 Ωmega"), re.findall(r"(?a)\w+", "héllo"), re.findall(rb"\w+", b"ab c\xe9"))
print(re.findall(r"(?i)straße|ΩMEGA", "STRAßE ωmega Ωmega"), re.findall("[а-я]+", "привет мир"), re.findall(r"(?i)[а-я]+", "ПРИВЕТ"))
print(re.sub(r"\d", "#", "a١2b３"), re.split(r"[\s,]+", "a, b\u2003c,d"), re.search("😀+", "x😀😀").span())
print(re.findall(r"[^a-z]", "a😀bé"), re.match(r"\W", "€"), re.fullmatch(r"[\x00-\uffff]+", "aé€"))
for f in (lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.compile("("), lambda: re.compile("a**")):
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(re.findall("(?i)k", "kK\u212a"), re.findall("(?i)[i]", "iIıİ"), re.search(b"\xff", b"a\xff").start())
