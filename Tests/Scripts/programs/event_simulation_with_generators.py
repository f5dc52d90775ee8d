import heapq
class Sim:
    def __init__(self): self.now, self.queue, self.seq, self.trace = 0, [], 0, []
    def start(self, proc, delay=0):
        heapq.heappush(self.queue, (self.now + delay, self.seq, proc, None)); self.seq += 1
        return proc
    def run(self, until):
        while self.queue and self.queue[0][0] <= until:
            self.now, _, proc, value = heapq.heappop(self.queue)
            try: wait = proc.send(value)
            except StopIteration as e:
                self.trace.append((self.now, 'done', e.value)); continue
            except Exception as e:
                self.trace.append((self.now, 'failed', repr(e))); continue
            if isinstance(wait, Resource.Request): wait.resource.wait(proc)
            else: self.start(proc, wait)
class Resource:
    class Request:
        def __init__(self, r): self.resource = r
    def __init__(self, sim, n): self.sim, self.free, self.waiting = sim, n, []
    def acquire(self): return Resource.Request(self)
    def wait(self, proc):
        if self.free: self.free -= 1; self.sim.start(proc)
        else: self.waiting.append(proc)
    def release(self):
        if self.waiting: self.sim.start(self.waiting.pop(0))
        else: self.free += 1
sim = Sim(); desk = Resource(sim, 2)
def customer(n):
    arrived = sim.now
    yield desk.acquire()
    waited = sim.now - arrived
    try:
        yield 3 + n % 4
        if n % 11 == 10: raise ValueError(n)
    finally: desk.release()
    return n, waited
def source(k):
    for i in range(k):
        sim.start(customer(i))
        yield 1 + (i * i) % 3
sim.start(source(40)); sim.run(1000)
done = [t for t in sim.trace if t[1] == 'done' and t[2]]
print(len(sim.trace), sim.now, done[:3], done[-1], [t for t in sim.trace if t[1] == 'failed'])
print(sum(w for _, _, (n, w) in done), max(w for _, _, (n, w) in done), desk.free, len(desk.waiting))
def ticker(n, name, log):
    while n:
        log.append(f'{name}{n}')
        n -= 1
        yield 1 if name == 'a' else 1.5
log = []; s2 = Sim(); s2.start(ticker(3, 'a', log)); s2.start(ticker(3, 'b', log)); s2.run(2); print(log, s2.now); s2.run(10); print(log, s2.now)
