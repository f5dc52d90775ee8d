# Classes and modules that have survived collections refer to objects made later.
import gc, types

def churn(n=30000):
    keep = None
    for i in range(n):
        keep = [keep if i % 50 else None, str(i), (i, i)]
    return len(keep)

class Base:
    def __len__(self):
        return 1

class Sub(Base):
    pass

module = types.ModuleType("first" + str(1))
gc.collect()
churn()

for round in range(4):
    # Fresh objects, reachable through the old class or module only.
    Sub.__name__ = "name" + str(round)
    Sub.__qualname__ = "qualified" + str(round)
    Sub.__bases__ = (type("Made" + str(round), (Base,), {"__len__": lambda self, n=round: 10 + n, "tag": [round, str(round)]}),)
    module.__init__("module" + str(round), "doc" + str(round))
    module.data = {str(round): [round]}
    len(Sub())
    churn()
    gc.collect(0)
    churn()
    print(Sub.__name__, Sub.__qualname__, [c.__name__ for c in Sub.__mro__], Sub.tag, len(Sub()), module.__name__, module.__doc__, module.data)

# Special methods that were looked up, replaced, and looked up again.
class Index:
    pass

for round in range(4):
    Index.__getitem__ = eval("lambda self, i: (i, %d, str(i))" % round)
    Index.__contains__ = eval("lambda self, x: x == %d" % round)
    x = Index()
    churn(3000)
    print(x[round], round in x, round + 1 in x)

# Subclasses made and dropped.
for round in range(5):
    subs = [type("S%d" % i, (Index,), {}) for i in range(20)]
    churn(2000)
    names = sorted(c.__name__ for c in Index.__subclasses__() if c in subs)
    assert names == sorted("S%d" % i for i in range(20)), names
    del subs
    gc.collect()
print("done")
