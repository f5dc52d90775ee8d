match = 1; case = 2; type = 'shadowed'; _ = 3
print(match, case, type, _)
def match(case): return case
print(match(5)); print(match (case=6))
match match(7):
    case 7: print('seven')
class match: case = 'attr'
print(match.case, match().case)
print = print; len = len
list = 'a list'; print(list)
del list, type
print(list, type(1))
def f(self, cls, print=print): return self, cls
print(f(1, 2)); __private = 1; print(__private, __name__)
class A:
    __x = 5
    def g(self): return __private_global
__private_global = 'never seen mangled'; _A__private_global = 'mangled'
print(A().g())
None_ = 1; print(None_, True is not False)
async_ = 1; await_ = 2; print(async_ + await_)
for kw in ('None', 'True', 'async', 'await', 'lambda', 'nonlocal', 'match', 'case', 'print', 'exec', 'self', '__debug__', '_', 'type', 'soft'):
    try: exec(f'{kw} = 1', {}); print(kw, 'ok')
    except SyntaxError as e: print(kw, e.msg)
for kw in ('None', 'if', 'match', '__debug__', 'print'):
    for t in ('def {}(): pass', 'class {}: pass', 'import os as {}', 'def f({}): pass', 'f({}=1)', 'x.{}', 'for {} in []: pass', 'global {}', 'del {}', '{}: int = 1', 'with a as {}: pass', '({} := 1)'):
        try: compile(t.format(kw), 's', 'exec')
        except SyntaxError as e: print(t.format(kw), '->', e.msg)
