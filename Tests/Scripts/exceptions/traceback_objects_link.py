import sys
def f(): g()
def g(): 1/0
try: f()
except ZeroDivisionError as e:
    tb = e.__traceback__
    names = []
    while tb: names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno)); tb = tb.tb_next
    print(names, sys.exc_info()[2] is e.__traceback__)
import traceback
try: f()
except ZeroDivisionError: print(traceback.format_exc().replace(__file__, 'FILE'))
