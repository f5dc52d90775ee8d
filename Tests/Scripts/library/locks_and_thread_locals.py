import threading, _thread
l = threading.Lock()
with l: print(l.locked(), l.acquire(False), l.acquire(timeout=0.01))
print(l.locked())
try: l.release()
except RuntimeError as e: print(e)
r = threading.RLock(); r.acquire(); r.acquire(); r.release(); r.release()
try: r.release()
except RuntimeError as e: print(e)
class L(threading.local):
    x = 1
    def __init__(self, y=0): self.y = y
a = L(4); a.z = 5; print(a.x, a.y, a.z, sorted(a.__dict__)); e = threading.Event(); e.set(); print(e.wait(0.1), threading.current_thread().name, threading.active_count())
