import stackless, sys
def bad(): raise ValueError('from tasklet')
def ok(): print('ok ran')
stackless.tasklet(bad)()
stackless.tasklet(ok)()
try:
    stackless.run()
except ValueError as e:
    tb = e.__traceback__
    names = []
    while tb:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    print('caught', e, names)
stackless.run()
def quits(): raise stackless.TaskletExit
stackless.tasklet(quits)()
print(stackless.run())
stackless.tasklet(bad)(1, 2)
try:
    stackless.run()
except TypeError as e:
    print(e)
old = stackless.set_error_handler(lambda t, v, tb: print('handler', t.__name__, v))
stackless.tasklet(bad)()
stackless.run()
stackless.set_error_handler(old)
print(issubclass(stackless.TaskletExit, Exception), issubclass(stackless.TaskletExit, BaseException))
