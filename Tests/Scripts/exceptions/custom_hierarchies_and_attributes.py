class AppError(Exception):
    code = 1
    def __init__(self, msg, *, detail=None): super().__init__(msg); self.detail = detail
    def __str__(self): return f'[{self.code}] {super().__str__()}' + (f' ({self.detail})' if self.detail else '')
class NotFound(AppError): code = 404
class Both(NotFound, KeyError): pass
def f(k):
    match k:
        case 0: raise AppError('plain')
        case 1: raise NotFound('missing', detail={'id': 5})
        case 2: raise Both('both')
        case 3: raise AppError
        case 4: raise NotFound('x') from ValueError('cause')
for i in range(5):
    try: f(i)
    except KeyError as e: print('KeyError', e, e.args, e.code)
    except AppError as e: print(type(e).__name__, e, repr(e), e.args, e.detail, repr(e.__cause__))
    except TypeError as e: print('TypeError', e)
print(Both.__mro__[1].__name__, issubclass(Both, LookupError), isinstance(Both('q'), AppError))
class WithSlots(Exception): __slots__ = ('x',)
w = WithSlots(1); w.x = 5; w.other = 6; print(w.x, w.other, w.args)
class Init(Exception):
    def __init__(self): pass
i = Init(); print(i.args, repr(i)); print(Exception.__new__(Init, 1, 2).args)
class New(Exception):
    def __new__(cls, *a): o = super().__new__(cls, 'from new'); return o
print(New('given').args)
class Cmp(Exception):
    def __eq__(self, o): return type(o) is Cmp and self.args == o.args
    def __hash__(self): return hash(self.args)
print(Cmp(1) == Cmp(1), Cmp(1) == Cmp(2), len({Cmp(1), Cmp(1)}), Exception(1) == Exception(1))
class Falsy(Exception):
    def __bool__(self): return False
try: raise Falsy('still raised')
except Falsy as e: print(bool(e), e)
class Meta(type):
    def __repr__(cls): return f'<E {cls.__name__}>'
class MExc(Exception, metaclass=Meta): pass
try: raise MExc
except MExc as e: print(type(e), repr(e))
e = ValueError('a'); e.__cause__ = KeyError('b'); e.__context__ = IndexError('c'); print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__); e.__cause__ = None; print(e.__suppress_context__)
def g():
    try: raise ValueError('one')
    except ValueError as a:
        try: raise a
        except ValueError as b: return a is b, b.__context__
print(g())
