# skip: gc-stress each collection walks the million frames
import sys, stackless
sys.setrecursionlimit(1100000)
def down(n):
    if n == 0: return 0
    return down(n - 1) + 1
print(down(1000000))
def worker():
    print(down(200000))
stackless.tasklet(worker)()
stackless.run()
sys.setrecursionlimit(1000)
try: down(1000)
except RecursionError as e: print(e)
