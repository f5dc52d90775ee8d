try:
    try: 1/0
    except ZeroDivisionError as z: raise ValueError('v') from z
except ValueError as e:
    print(repr(e.__cause__), e.__suppress_context__, repr(e.__context__))
try:
    try: 1/0
    except ZeroDivisionError: raise ValueError('v')
except ValueError as e: print(repr(e.__cause__), e.__suppress_context__, repr(e.__context__))
try:
    try: 1/0
    except ZeroDivisionError: raise ValueError('v') from None
except ValueError as e: print(repr(e.__cause__), e.__suppress_context__, repr(e.__context__))
e = ValueError()
try: e.__cause__ = 3
except TypeError as x: print(x)
try: e.__context__ = 3
except TypeError as x: print(x)
try: e.__traceback__ = 3
except TypeError as x: print(x)
try: raise 3
except TypeError as x: print(x)
try: raise ValueError from 3
except TypeError as x: print(x)
try: raise int
except TypeError as x: print(x)
e.add_note('n1'); e.add_note('n2'); print(e.__notes__)
try: e.add_note(1)
except TypeError as x: print(x)
print(e.with_traceback(None) is e, e.__traceback__)
e.extra = 1; print(e.__dict__)
