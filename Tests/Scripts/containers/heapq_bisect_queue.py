import heapq, bisect
h = [5, 3, 8, 1, 9, 2]; heapq.heapify(h); print(h); heapq.heappush(h, 0); print(h, heapq.heappop(h), heapq.heappushpop(h, 4), heapq.heapreplace(h, 7), h)
print([heapq.heappop(h) for _ in range(len(h))], heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, [4, 1, 3]), heapq.nlargest(2, 'abc', key=ord), list(heapq.merge([1, 4], [2, 3])))
for f in (lambda: heapq.heappop([]), lambda: heapq.heapify(5), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush([1], 'a')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
x = [(i * 7919) % 1009 for i in range(500)]; heapq.heapify(x); y = [heapq.heappop(x) for _ in range(500)]; print(y == sorted(y))
h = [1, 2, 3]; heapq._heapify_max(h); print(h, heapq._heappop_max(h), heapq._heapreplace_max(h, 0), h)
a = [1, 2, 2, 3]; print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right(a, 2, 0, 2), bisect.bisect(a, 0), bisect.bisect_left('abc', 'b'))
bisect.insort(a, 2.5); bisect.insort_left(a, 2); print(a, bisect.bisect([(1, 'a'), (3, 'b')], 2, key=lambda p: p[0])); b = ['bb', 'a']; bisect.insort(b, 'ccc', key=len, lo=1); print(b)
try: bisect.bisect([1], 1, -1)
except ValueError as e: print(e)
from _queue import SimpleQueue, Empty
q = SimpleQueue(); q.put(1); q.put('b'); print(q.qsize(), q.get(), q.get_nowait(), q.empty())
try: q.get(block=False)
except Empty as e: print('empty', type(e).__mro__[1])
for i in range(100): q.put(i)
print([q.get() for _ in range(60)][-1], q.qsize(), [q.get() for _ in range(40)][-1], q.empty())
