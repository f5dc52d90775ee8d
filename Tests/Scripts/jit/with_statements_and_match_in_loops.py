class M:
    log = 0
    def __enter__(self):
        M.log += 1
        return self
    def __exit__(self, t, v, tb):
        M.log += 10
        return t is KeyError
def w(n):
    for i in range(n):
        with M() as m:
            if i % 5 == 0: raise KeyError(i)
            if i % 7 == 6: continue
    return M.log
print(w(50))
def m(x):
    match x:
        case 0: return "zero"
        case [a, b]: return a + b
        case {"k": v}: return v
        case str(): return "s" + x
        case _: return None
def loop(n):
    r = []
    for i in range(n):
        r = [m(0), m([i, 2]), m({"k": i}), m("q"), m(2.5)]
    return r
print(loop(60))
import sys
def handled(n):
    out = 0
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError as e:
            out += e.args[0]
            assert sys.exc_info()[1] is e
        assert sys.exc_info()[1] is None
    return out
print(handled(100))
def reraises(n):
    c = 0
    for i in range(n):
        try:
            try:
                if i % 2: raise KeyError(i)
                c += 1
            except KeyError as e:
                raise RuntimeError("x") from e
        except RuntimeError as e:
            c += 100 if isinstance(e.__cause__, KeyError) else 1
    return c
print(reraises(50))
