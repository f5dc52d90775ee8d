import sys
def f(): g()
def g(): raise ValueError
try: f()
except ValueError as e:
    tb = e.__traceback__
    names = []
    while tb: names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno)); tb = tb.tb_next
    print(names, sys.exc_info()[2] is e.__traceback__)
import traceback
try: f()
except ValueError: print(traceback.format_exc().replace(__file__, 'FILE'))
