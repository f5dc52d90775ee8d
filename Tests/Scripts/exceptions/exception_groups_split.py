eg = ExceptionGroup('top', [ValueError(1), TypeError(2), ExceptionGroup('in', [ValueError(3), KeyError(4)])])
print(repr(eg), str(eg), eg.message, len(eg.exceptions))
m, r = eg.split(ValueError)
print(repr(m)); print(repr(r))
print(repr(eg.subgroup(lambda e: isinstance(e, KeyError))), eg.subgroup(OSError))
print(type(BaseExceptionGroup('x', [ValueError()])).__name__, type(BaseExceptionGroup('x', [KeyboardInterrupt()])).__name__)
for f in (lambda: ExceptionGroup('x', []), lambda: ExceptionGroup('x', [1]), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup('x', [KeyboardInterrupt()]), lambda: ExceptionGroup('x'), lambda: ExceptionGroup('x', 3)):
    try: f()
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
class MyG(ExceptionGroup):
    def derive(self, excs): return MyG(self.message, excs)
g = MyG('my', [ValueError(1), TypeError(2)])
print([type(x).__name__ for x in g.split(TypeError)])
try:
    try: raise eg
    except* ValueError as e: print('V', repr(e))
    except* KeyError as e: print('K', repr(e))
except ExceptionGroup as rest: print('rest', repr(rest))
try: raise ValueError('naked')
except* ValueError as e: print(repr(e))
try:
    try: raise ExceptionGroup('a', [ValueError(1), TypeError(2)])
    except* ValueError: raise OSError('new')
except ExceptionGroup as e: print(repr(e))
try:
    try: raise ExceptionGroup('a', [ValueError(1)])
    except* ExceptionGroup: pass
except TypeError as e: print(e)
