import re
cases = [(r"(a+)(b*)", "xaabbc"), (r"(a|ab)(c|bcd)(d*)", "abcd"), (r"(?:(a)|b)*", "abab"), (r"(a*)*", "aaa"), (r"(?P<x>\w)(?P=x)", "hello"), (r"x*?y", "xxy"),
         (r"a{2,3}", "aaaa"), (r"a{2,3}?", "aaaa"), (r"(?<=a)b", "ab"), (r"(?<!a)b", "cb"), (r"(?=ab)a", "ab"), (r"a(?!b)", "abac"), (r"(?>a+)ab", "aaab"), (r"a++b", "aaab"), (r"(?:ab)++c", "ababc"),
         (r"(a)?(?(1)b|c)", "ab"), (r"(a)?(?(1)b|c)", "c"), (r"(a)?(?(1)b)", "ab"), (r"^\s*$", "  "), (r"\bfoo\b", "a foo b"), (r"(.*)\.(.*)", "a.b.c"), (r"(.*?)\.(.*)", "a.b.c"), (r"[^\W\d]+", "12ab_3"),
         (r"((a)|(b))+", "ab"), (r"(?i)HeLLo", "hEllO"), (r"(?s).+", "a\nb"), (r"(?m)^b$", "a\nb\nc"), (r"(?x) a  b # c", "ab"), (r"(|a)+", "aaa"), (r"(a|b)*?c", "ababc"), (r"(?:a?){3}a", "aa")]
for p, s in cases:
    m = re.search(p, s)
    print(p, m and (m.span(), m.groups(), m.lastindex, m.regs))
