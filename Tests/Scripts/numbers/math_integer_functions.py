import math
def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

print(math.gcd(), math.gcd(12), math.gcd(12, -18), math.gcd(2**100, 6**50), math.gcd(0, 0), math.gcd(10**30, 0), math.gcd(12, 18, 27), math.gcd(True, 2))
print(math.lcm(), math.lcm(4, 6), math.lcm(0, 5), math.lcm(-4, 6, 10), math.lcm(2**70, 3**40))
print([math.isqrt(n) for n in (0, 1, 2, 3, 4, 15, 16, 2**62, 2**64 - 1, 10**40, 10**41 + 7)])
print([math.factorial(n) for n in (0, 1, 5, 20, 21, 25, 50)], math.factorial(500) % 1000003)
print(math.comb(5, 2), math.comb(5, 6), math.comb(100, 50), math.comb(10**20, 3), math.comb(62, 31), math.comb(67, 33), math.comb(68, 34), math.perm(5), math.perm(5, 2), math.perm(10**20, 2), math.perm(3, 5), math.perm(30, 29))
for f, a in [(math.gcd, (1.5,)), (math.isqrt, (-1,)), (math.isqrt, (1.5,)), (math.factorial, (-1,)), (math.factorial, (1.5,)), (math.factorial, (10**20,)), (math.comb, (-1, 2)), (math.comb, (2, -1)), (math.comb, (10**30, 10**25)), (math.perm, (-1,)), (math.perm, (2, -1)), (math.perm, (10**30, 10**25))]:
    show(f, *a)
print(math.prod([1, 2, 3]), math.prod([], start=5), math.prod([0.5, 4]), math.prod(range(1, 30)))
print(math.fsum([0.1] * 10), math.fsum([1e100, 1, -1e100]), math.fsum([1e308, 1e308, -1e308]) if 0 else "", math.fsum([]), math.fsum([2.0**53, 1.0, 2.0**-53]), math.fsum([float("inf"), 1]))
show(math.fsum, [float("inf"), float("-inf")]); show(math.fsum, [1e308, 1e308]); show(math.fsum, ["a"])
show(math.gamma, 5); show(math.gamma, 0); show(math.gamma, -1); show(math.gamma, 200); show(math.lgamma, 1); show(math.lgamma, 0); show(math.gamma, float("-inf"))
print("%.12g %.12g %.12g %.12g" % (math.gamma(0.5), math.gamma(-1.5), math.lgamma(100.5), math.lgamma(-2.5)))
class F:
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
print(math.floor(F()), math.ceil(F()), math.trunc(F()), math.floor(2**100), math.ceil(-1.5), math.floor(1e300) == int(1e300))
