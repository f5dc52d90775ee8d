import heapq, bisect
h = []
for v in [5, 1, 4, 1.5, 2]: heapq.heappush(h, v)
print(h, [heapq.heappop(h) for _ in range(len(h))])
h = [9, 8, 7, 3, 2]; heapq.heapify(h); print(h, heapq.heappushpop(h, 0), heapq.heapreplace(h, 10), h, heapq.nlargest(2, h), heapq.nsmallest(2, h), heapq.nlargest(2, 'apple', key=ord), heapq.nsmallest(1, []), list(heapq.merge([1, 4], [2, 3], [0])), list(heapq.merge('ca', 'db', reverse=True)), list(heapq.merge([-1], [2, -3], key=abs)))
for bad in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush((), 1), lambda: heapq.heapify([1, 'a'])):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class T:
    def __init__(self, p, n): self.p, self.n = p, n
    def __lt__(self, o): return self.p < o.p
q = []
for p, n in ((3, 'c'), (1, 'a'), (2, 'b')): heapq.heappush(q, T(p, n))
print([heapq.heappop(q).n for _ in range(3)])
a = [1, 2, 2, 3]
print(bisect.bisect_left(a, 2), bisect.bisect_right(a, 2), bisect.bisect(a, 0), bisect.bisect(a, 9), bisect.bisect_left(a, 2, 2), bisect.bisect(a, 2, 0, 1), bisect.bisect_left(['a', 'bb'], 2, key=len))
bisect.insort(a, 2.5); bisect.insort_left(a, 2); print(a); b = ['x', 'yyy']; bisect.insort(b, 'zz', key=len); print(b)
for bad in (lambda: bisect.bisect(a, 1, -1), lambda: bisect.bisect(a, 'x'), lambda: bisect.bisect(5, 1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
def grade(s): return 'FDCBA'[bisect.bisect([60, 70, 80, 90], s)]
print([grade(s) for s in (33, 60, 77, 89.9, 90, 100)])
