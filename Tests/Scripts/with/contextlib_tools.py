from contextlib import *
import io, sys
@contextmanager
def cm(n):
    print('in', n)
    try: yield n * 2
    except ValueError as e: print('handled', e)
    finally: print('out', n)
with cm(1) as v: print(v)
with cm(2): raise ValueError('v')
try:
    with cm(3): raise KeyError('k')
except KeyError as e: print(repr(e))
@cm('deco')
def f(x): return x
print(f(5), f(6))
@contextmanager
def never():
    if False: yield
try:
    with never(): pass
except RuntimeError as e: print(e)
@contextmanager
def twice(): yield 1; yield 2
try:
    with twice(): pass
except RuntimeError as e: print(e)
@contextmanager
def stops(): yield
try:
    with stops(): raise StopIteration('si')
except StopIteration as e: print(repr(e))
with suppress(ZeroDivisionError, KeyError): 1 / 0
print('suppressed')
b = io.StringIO()
with redirect_stdout(b): print('captured')
print(repr(b.getvalue()))
with redirect_stderr(b): print('err', file=sys.stderr)
print(repr(b.getvalue()))
class T:
    def close(self): print('closed')
with closing(T()): print('body')
with nullcontext(7) as n: print(n)
with ExitStack() as st:
    st.enter_context(cm('a')); st.callback(print, 'cb', 1, sep='-'); st.push(lambda *a: print('pushed', a[0]) or True)
    z = st.enter_context(cm('b')); print('z', z)
    raise OSError('eaten')
print('after')
with ExitStack() as st:
    st.callback(lambda: print('moved')); keep = st.pop_all()
print('nothing yet'); keep.close()
try:
    with ExitStack() as st:
        st.callback(lambda: 1 / 0); st.callback(lambda: {}['x'])
except ZeroDivisionError as e: print(repr(e), repr(e.__context__))
class D(ContextDecorator):
    def __enter__(self): print('D in'); return self
    def __exit__(self, *a): print('D out'); return False
@D()
def g(): print('g')
g()
class A(AbstractContextManager):
    def __exit__(self, *a): return None
with A() as a: print(type(a).__name__, isinstance(T(), AbstractContextManager), isinstance(open(__file__), AbstractContextManager))
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
@asynccontextmanager
async def acm():
    print('ain')
    try: yield 'av'
    finally: print('aout')
async def done(): print('pushed')
async def main():
    async with acm() as v: print(v)
    async with AsyncExitStack() as s:
        print(await s.enter_async_context(acm())); s.push_async_callback(done)
    async with aclosing(agen()) as g:
        async for x in g: print(x); break
async def agen():
    try: yield 1
    finally: print('agen closed')
run(main())
import os
with chdir('/'): print(os.getcwd())
