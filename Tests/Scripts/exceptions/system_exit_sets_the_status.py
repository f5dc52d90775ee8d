# status: 7
import sys, atexit
atexit.register(print, 'bye', 1)
atexit.register(print, 'bye', 2)
try: sys.exit(3)
except SystemExit as e: print('caught', e.code)
try:
    try: raise SystemExit
    finally: print('cleaning')
except SystemExit as e: print(e.code)
class E(SystemExit): pass
def main():
    try: return 1 / 0
    except ZeroDivisionError: raise E(7)
    finally: print('last')
main()
