import random
r = random.Random(42)
print([r.random() for _ in range(3)], r.randint(1, 6), r.randrange(0, 100, 7), r.uniform(1, 2), r.getrandbits(70), r.choice('abcdef'))
print(r.choices([1, 2, 3], weights=[1, 2, 3], k=5), r.sample(range(100), 5), r.gauss(0, 1), r.normalvariate(0, 1), r.expovariate(2), r.betavariate(1, 2), r.triangular(0, 10, 3))
l = list(range(10)); r.shuffle(l); print(l)
s = r.getstate(); a = [r.random() for _ in range(3)]; r.setstate(s); print(a == [r.random() for _ in range(3)])
random.seed('text'); print(random.random(), random.randbytes(5))
random.seed(b'bytes'); print(random.random()); random.seed(1.5); print(random.random()); random.seed(-7); print(random.random()); random.seed(2 ** 100); print(random.random())
random.seed(5); print([random.paretovariate(3), random.weibullvariate(1, 2), random.gammavariate(2, 3), random.lognormvariate(0, 1), random.vonmisesvariate(0, 4)])
print(random.sample(['a', 'b', 'c'], counts=[2, 1, 3], k=4), random.choices('ab', cum_weights=[1, 3], k=6))
for bad in [lambda: random.randrange(0), lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.randint(3, 1), lambda: random.sample({1}, 1), lambda: random.choices([], k=1), lambda: random.randrange(1.5), lambda: random.getrandbits(-1)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class R(random.Random):
    def random(self): return 0.5
print(R().uniform(0, 10), R().randint(0, 9), R().choice('abcd'))
