import _random
def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

r = _random.Random(42)
print([r.random() for _ in range(5)], r.getrandbits(1), r.getrandbits(32), r.getrandbits(33), r.getrandbits(64), r.getrandbits(200), r.getrandbits(0))
for s in [0, 1, -1, 2**40, 2**100 + 5, -2**100 - 5, 1.5, True]:
    r.seed(s)
    print(s, r.random(), r.getrandbits(48))
st = r.getstate()
a = [r.random() for _ in range(700)]
r.setstate(st)
print(a == [r.random() for _ in range(700)], len(st), a[-1])
show(r.getrandbits, -1); show(r.setstate, 5); show(r.setstate, (1, 2)); show(r.setstate, (0,) * 624 + (700,)); show(r.seed, [])
import random
random.seed(7)
print(random.random(), random.randint(1, 100), random.choice("abcdef"), random.sample(range(50), 5), random.gauss(0, 1), random.getrandbits(70), random.shuffle([1]), random.uniform(1, 2), random.randrange(10**30))
random.seed("text")
print(random.random(), random.choices([1, 2, 3], k=5))
