def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(17), [fib(i) for i in range(10)], fib(2.5), fib(True))
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
print(ack(2, 6))
def even(n): return n == 0 or odd(n - 1)
def odd(n): return n != 0 and even(n - 1)
print(even(300), odd(301), even(7))
def tak(x, y, z): return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y)) if y < x else z
print(tak(8, 5, 3))
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
for _ in range(30): depth(10)
print(depth(900))
try: depth(100000)
except RecursionError as e: print(e)
print(depth(900))
def sumto(n, acc=0): return acc if n == 0 else sumto(n - 1, acc + n)
for _ in range(30): sumto(20)
print(sumto(800), sumto(10, 2 ** 62), sumto(10, 0.5))
class Node:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
def insert(t, v):
    if t is None: return Node(v)
    if v < t.v: t.l = insert(t.l, v)
    else: t.r = insert(t.r, v)
    return t
def walk(t): return walk(t.l) + [t.v] + walk(t.r) if t else []
def height(t): return 0 if t is None else 1 + max(height(t.l), height(t.r))
t = None
x = 12345
for _ in range(150):
    x = x * 1103515245 + 12345 & 0x7fffffff
    t = insert(t, x % 1000)
w = walk(t); print(w == sorted(w), len(w), w[:5], height(t) < 40)
def queens(n, row=0, cols=0, d1=0, d2=0):
    if row == n: return 1
    c = 0
    for i in range(n):
        if not (cols >> i & 1 or d1 >> (row + i) & 1 or d2 >> (row - i + n) & 1):
            c += queens(n, row + 1, cols | 1 << i, d1 | 1 << (row + i), d2 | 1 << (row - i + n))
    return c
print([queens(n) for n in range(1, 7)])
def hanoi(n, a, b, c, moves):
    if n:
        hanoi(n - 1, a, c, b, moves); moves.append((a, c)); hanoi(n - 1, b, a, c, moves)
    return moves
m = hanoi(7, 'A', 'B', 'C', []); print(len(m), m[:3])
def raise_deep(n):
    if n == 0: raise ValueError('deep')
    return raise_deep(n - 1)
def catch(k):
    c = 0
    for i in range(k):
        try: raise_deep(i)
        except ValueError: c += 1
    return c
print(catch(60))
def change(n, coins=(50, 25, 10, 5, 1)):
    if n == 0: return 1
    if n < 0 or not coins: return 0
    return change(n - coins[0], coins) + change(n, coins[1:])
print(change(60))
