class Seq:
    def __init__(self, *v): self.v = v; self.log = []
    def __len__(self): self.log.append('len'); return len(self.v)
    def __getitem__(self, i): self.log.append(i); return self.v[i]
s = Seq(3, 1, 2)
for f in (sum, max, min, sorted, any, all, set, tuple, iter, lambda s: 2 in s, lambda s: 9 in s, lambda s: [*s], lambda s: dict(enumerate(s)), lambda s: list(zip(s, s)), lambda s: ','.join(map(str, s)), lambda s: list(filter(None, s)), lambda s: list(reversed(s)), len, bool, lambda s: s[-1], lambda s: s[0:2], lambda s: (lambda a, b, c: a)(*s)):
    s.log.clear(); r = f(s); print(r if f is not iter else list(r), [x for x in s.log if x != 'len'])
class Only:
    def __iter__(self): return iter((1, 2))
a, b = Only(); print(a, b, list(Only()), 2 in Only(), max(Only()), dict([Only(), (3, 4)]), {**dict([(1, 2)])}, sum(Only(), 10), sorted(Only(), reverse=True), *Only())
class Hint:
    def __init__(self, h): self.h = h
    def __iter__(self): return iter([1])
    def __length_hint__(self): return self.h
for h in (0, 5, NotImplemented): print(list(Hint(h)))
import operator
for h in (-1, 'x', 1.5):
    try: operator.length_hint(Hint(h))
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
