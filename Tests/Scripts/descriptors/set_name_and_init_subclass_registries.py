class Field:
    order = 0
    def __init__(self, kind, default=None): self.kind, self.default = kind, default; Field.order += 1; self.n = Field.order
    def __set_name__(self, owner, name): self.name = name; owner.__dict__.get('_fields', {}).update({name: self}) if '_fields' in owner.__dict__ else setattr(owner, '_fields', {**getattr(owner, '_fields', {}), name: self})
    def __get__(self, o, t): return self if o is None else o.__dict__.get(self.name, self.default)
    def __set__(self, o, v):
        if not isinstance(v, self.kind): raise TypeError(f'{type(o).__name__}.{self.name}: {self.kind.__name__} expected, got {type(v).__name__}')
        o.__dict__[self.name] = v
class Model:
    registry = {}
    def __init_subclass__(cls, table=None, abstract=False, **kw):
        super().__init_subclass__(**kw)
        if not abstract: Model.registry[table or cls.__name__.lower()] = cls
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
    def __repr__(self): return f'{type(self).__name__}({", ".join(f"{k}={getattr(self, k)!r}" for k in self._fields)})'
class User(Model, table='users'):
    name = Field(str); age = Field(int, 0)
class Admin(User): level = Field(int, 1)
class Base(Model, abstract=True): pass
print(Model.registry, list(Admin._fields), list(User._fields), Admin(name='a', age=3), User(), User.name.kind, User.__dict__['age'].n)
for bad in (lambda: User(age='x'), lambda: setattr(Admin(), 'level', None)):
    try: bad()
    except TypeError as e: print(e)
try:
    class Bad(Model, tabel='x'): pass
except TypeError as e: print(e)
u = User(name='z'); u.age += 1; u.extra = 5; print(u, u.__dict__, vars(u) is u.__dict__)
U2 = type('U2', (Model,), {'q': Field(float, 1.5)}, table='dyn'); print(Model.registry['dyn'] is U2, U2(), U2.q.name)
class Late: pass
Late.f = Field(int); print(hasattr(Late.f, 'name')); Late.f.__set_name__(Late, 'f'); l = Late(); l.f = 4; print(l.f)
class Sub1(User): name = 'overridden'
print(Sub1(age=1).name, Sub1._fields['name'] is User.name)
