# Instances have slots for an attribute; then their class gets a data descriptor of that name, or a __setattr__.
def show(*a): print(*a)
log = []
class S:
    def __init__(self, n):
        self.a = n
        self.b = n
        self.c = n
def many(n): return [S(i) for i in range(n)]
show([(s.a, s.b, s.c) for s in many(3)])
S.b = property(lambda self: "read only")
try: many(1)
except AttributeError as e: show("AttributeError", e)
S.b = property(lambda self: "b", lambda self, v: log.append(("b", v)))
show([(s.a, s.b, s.c) for s in many(2)], log)
S.__setattr__ = lambda self, n, v: log.append((n, v))
many(1)
show(log[-3:])
del S.__setattr__, S.b
show([vars(s) for s in many(1)])
