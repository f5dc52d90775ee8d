import sys
def down(n): return 1 + down(n + 1)
try: down(0)
except RecursionError as e: print(type(e).__name__, e)
depth = 0
def count():
    global depth
    depth += 1
    count()
try: count()
except RecursionError: print(900 < depth <= 1000)
class A:
    def __getattr__(self, n): return getattr(self, n + 'x')
try: A().q
except RecursionError as e: print('getattr', type(e).__name__)
class B:
    def __repr__(self): return repr(self)
try: repr(B())
except RecursionError: print('repr')
class C:
    def __add__(self, o): return self + o
try: C() + 1
except RecursionError: print('add')
l = []
l.append(l)
print(l)
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(400), odd(401))
try: even(10 ** 6)
except RecursionError: print('mutual')
old = sys.getrecursionlimit()
sys.setrecursionlimit(5000)
print(even(4000))
sys.setrecursionlimit(old)
def gen(n):
    yield from gen(n + 1)
try: next(gen(0))
except RecursionError: print('gen')
def cleanup(n):
    try: return cleanup(n + 1)
    finally: log.append(n)
log = []
try: cleanup(0)
except RecursionError: print(len(log) > 900, log[0] == len(log) - 1 or log[0] > 900, log[-1])
f = lambda: f()
try: f()
except RecursionError: print('lambda')
print(sum(1 for _ in range(3)), 'still fine')
try: sys.setrecursionlimit(0)
except ValueError as e: print(e)
