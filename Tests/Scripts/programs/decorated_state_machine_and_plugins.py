registry = {}
def plugin(name, *, priority=0):
    def deco(cls):
        registry[name] = (priority, cls)
        cls.plugin_name = name
        return cls
    return deco
class Base:
    subclasses = []
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Base.subclasses.append(cls.__name__)
    def process(self, x): raise NotImplementedError(type(self).__name__)
@plugin('double', priority=2)
class Double(Base):
    def process(self, x): return x * 2
@plugin('trim')
class Trim(Base):
    limit = 50
    def process(self, x): return x[:self.limit] if isinstance(x, str) else x % self.limit
@plugin('broken', priority=-1)
class Broken(Base): pass
def pipeline(x, skip=()):
    for name, (prio, cls) in sorted(registry.items(), key=lambda kv: (-kv[1][0], kv[0])):
        if name in skip: continue
        try: x = cls().process(x)
        except NotImplementedError as e: log.append(str(e))
    return x
log = []
print([pipeline(v) for v in (1, 30, 'abc', 2.5, [1] * 0 or 7)], len(log), Base.subclasses, Double.plugin_name)
for i in range(100): r = pipeline(i, ('broken',))
print(r, len(log))
Trim.limit = 7; print(pipeline(30), pipeline('abcdefgh'))
class State:
    transitions = {}
    @classmethod
    def on(cls, state, event):
        def deco(f): cls.transitions[state, event] = f; return f
        return deco
class Door(State):
    def __init__(self): self.state, self.count = 'closed', 0
    def fire(self, event):
        f = self.transitions.get((self.state, event))
        if f is None: raise ValueError(f'{event!r} in {self.state!r}')
        self.state = f(self) or self.state
        self.count += 1
        return self.state
@Door.on('closed', 'open')
def _(d): return 'open'
@Door.on('open', 'close')
def _(d): return 'closed'
@Door.on('closed', 'lock')
def _(d): return 'locked' if d.count > 100 else None
d = Door()
for i in range(102): d.fire('open' if d.state == 'closed' else 'close')
print(d.state, d.count, d.fire('lock'), d.count)
try: d.fire('open')
except ValueError as e: print(e)
def memo(f):
    seen = {}
    def w(*a):
        if a not in seen: seen[a] = f(*a)
        return seen[a]
    w.seen = seen
    return w
@memo
def grid(n, m): return 1 if n == 0 or m == 0 else grid(n - 1, m) + grid(n, m - 1)
print(grid(18, 18), len(grid.seen))
