# status: 1
import sys, atexit
atexit.register(lambda: print('atexit ran'))
def hook(t, v, tb):
    print('hook', t.__name__, v, tb.tb_lineno, tb.tb_next.tb_frame.f_code.co_name)
sys.excepthook = hook
def f():
    try: raise ValueError('uncaught')
    finally: print('finally ran')
f()
print('never')
