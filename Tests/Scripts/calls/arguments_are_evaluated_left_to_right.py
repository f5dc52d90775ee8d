log = []
def e(x):
    log.append(x)
    return x
def f(*a, **k): return a, k
print(f(e(1), e(2), *e([3, 4]), k=e(5), **e({'z': 6})), log)
log.clear()
e(f)(e(1), *e((2,)), e(3), a=e(4), *e((5,)), b=e(6))
print(log[1:])
log.clear()
[e(1), e(2)][e(0)] + e(3) * e(4)
print(log)
log.clear()
{e('a'): e(1), e('b'): e(2)}
print(log)
log.clear()
d = {}
d[e('k')] = e('v')
print(log)
log.clear()
e(d)[e('k')] = e('v')
print(log[0], log[2] is d, log[1:2], len(log))
log.clear()
x = e(1) if e(0) else e(2)
print(log)
log.clear()
e(1) < e(3) < e(2) < e(9)
print(log)
log.clear()
def g(a=e('default a'), b=e('default b')) -> e('annotation'): pass
@e
@(lambda f: e('deco') and f)
def h(c=e('default c')): pass
print([l if isinstance(l, str) else 'fn' for l in log])
log.clear()
lambda q=e('lam'): 0
class K(e(object), metaclass=e(type)): pass
print([getattr(l, '__name__', l) for l in log])
log.clear()
e({'a': 1})[e('a')] += e(5)
print(log)
del log[:]
a, b = e(1), e(2)
e(log)[e(0):e(5):e(1)]
print(len(log))
