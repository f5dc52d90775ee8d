x = 'module'
def f():
    global x
    x = 'set by f'
f()
print(x)
def g():
    x = 'local'
    def h():
        global x
        x = 'set by h'
        return x
    return h(), x
print(g(), x)
def makes():
    global fresh
    fresh = 1
    global Fn
    def Fn(): return 'Fn'
    global os
    import os
    for global_loop in []: pass
makes()
print(fresh, Fn(), os.sep)
class C:
    global in_class
    in_class = 'here'
    x = 'class'
    def m(self): return x
print(in_class, C().m(), C.x, hasattr(C, 'in_class'))
def dels():
    global fresh
    del fresh
dels()
try: fresh
except NameError as e: print(e)
print('x' in globals(), globals()['x'])
globals()['dynamic'] = 42
print(dynamic)
def reads(): return later
try: reads()
except NameError as e: print(e)
later = 'now'
print(reads())
