# Keyword calls, *args and **kwargs of known and unknown functions in compiled loops: what is bound, what is fresh, what raises.
def show(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except TypeError as e:
        return 'TypeError: ' + str(e)


def plain(a, b=2, c=3): return (a, b, c)
def named(a, *, k=5, m): return (a, k, m)
def rest(a, *args): return (a, args)
def everything(a, /, b=1, *args, k=7, **kw): return (a, b, args, k, sorted(kw.items()))
def only_kw(**kw): return kw
def only_rest(*args): return args
def positional_only(a, b=4, /, **kw): return (a, b, kw)


def forward(*args, **kw): return everything(*args, **kw)
def forward_more(first, *args, **kw): return everything(first, 'x', *args, k=first, **kw)


class Holder:
    def __init__(self, value, *, scale=1, **extra):
        self.value = value * scale
        self.extra = extra

    def method(self, a, b=0, *rest, flag=False, **kw): return (self.value, a, b, rest, flag, kw)
    def pass_on(self, *args, **kw): return self.method(*args, **kw)


class Made:
    def __new__(cls, a, b=1, *, c=2):
        self = object.__new__(cls)
        self.t = (a, b, c)
        return self


class Odd:
    def __new__(cls, a): return ('odd', a)


def hot(n):
    out = []
    h = Holder(2, scale=3, tag='t')
    for i in range(n):
        x = [
            plain(i), plain(i, c=9), plain(b=1, a=i), plain(i, 5, c=6),
            named(i, m=1), named(i, m=1, k=2), named(m=0, a=i),
            rest(i), rest(i, 1, 2), everything(i), everything(i, 1, 2, 3, k=4, z=5, y=6), everything(i, b=8),
            only_kw(), only_kw(p=i, q=2), only_rest(), only_rest(i), positional_only(i, a=1), positional_only(i, 2, b=3),
            forward(i), forward(i, 2, 3, w=1), forward_more(i), forward_more(i, 3, z=1),
            h.method(i), h.method(i, 1, 2, flag=True, z=i), h.pass_on(i), h.pass_on(i, b=3), h.pass_on(a=i, flag=0),
            Holder(i, scale=2).value, Holder(value=i, other=1).extra, Made(i).t, Made(i, c=4).t, Made(b=3, a=i).t, Odd(i), Odd(a=i),
        ]
        if i in (0, n - 1): out.append(x)
    return out


for row in hot(40):
    for x in row: print(x)


def errors(n):
    last = None
    for i in range(n):
        last = [
            show(plain), show(plain, 1, a=1), show(plain, 1, d=1), show(plain, 1, 2, 3, 4), show(named, 1), show(named, 1, 2, m=1),
            show(everything), show(everything, a=1), show(positional_only, a=1), show(only_rest, a=1), show(rest),
            show(Holder), show(Holder, 1, 2), show(Made), show(Made, 1, d=1), show(Odd),
        ]
    return last


for line in errors(30): print(line)


def direct_errors(n):
    seen = []
    for i in range(n):
        for call in (lambda: plain(1, a=2), lambda: plain(1, zz=2), lambda: named(1), lambda: Holder(scale=1), lambda: positional_only(b=1)):
            try: call()
            except TypeError as e:
                if i == n - 1: seen.append(str(e))
    return seen


for line in direct_errors(30): print(line)


# The dict of **kwargs is the callee's own.
def keeps(**kw):
    kw['added'] = 1
    return kw


def fresh(n):
    mine = {'a': 1}
    results = []
    for i in range(n):
        r = keeps(**mine)
        r2 = keeps(**mine, b=i)
        results = [r, r2, mine, r is r2, r is mine]
    return results


print(fresh(40))


class Text(str):
    def __hash__(self): return hash(str(self))
    def __eq__(self, other): return str(self) == str(other)


class Mapping:
    def keys(self): return ['a', 'k']
    def __getitem__(self, key): return key * 2


def unusual(n):
    for i in range(n):
        r = [forward(1, **{'k': 2, 'é': 3})]
        r.append(show(plain, **{Text('a'): 1, Text('c'): 5}))
        r.append(plain(*iter([1, 2]), **{'c': 3}))
        r.append(named(**Mapping(), m=3))
        r.append(only_kw(**Mapping()))
        r.append(only_rest(*'ab', *[1], *{3: 4}))
        try: only_kw(**{1: 2})
        except TypeError as e: r.append(str(e))
        try: only_kw(**{'a': 2}, **{'a': 3})
        except TypeError as e: r.append(str(e))
        try: only_kw(*3)
        except TypeError as e: r.append(str(e))
        try: only_kw(**3)
        except TypeError as e: r.append(str(e))
    return r


for x in unusual(30): print(x)


# Defaults that change under compiled callers.
def caller(n):
    r = []
    for i in range(n):
        x = (plain(i), named(i, m=0), everything(i), Holder(i).value, Made(0).t)
        if i % 20 == 0: r.append(x)
        if i == 25: plain.__defaults__ = (20, 30)
        if i == 45: named.__kwdefaults__ = {'k': 50}
        if i == 65: everything.__kwdefaults__['k'] = 70
        if i == 85: Made.__new__ = staticmethod(lambda cls, a: type('M', (), {'t': ('replaced', a)}))
        if i == 105: Holder.__init__ = lambda self, v: setattr(self, 'value', ('init', v))
    return r


for x in caller(140): print(x)
