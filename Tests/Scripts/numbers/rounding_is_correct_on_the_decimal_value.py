
for d in [0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 0.125, 0.375, 1e15 + 0.5, 1234.5678, -1234.5678, 5e-324, 1e300, 25.0, 35.0, 15.5, 0.05, 9.995, 99.5]:
    print(round(d), [round(d, n) for n in (-3, -2, -1, 0, 1, 2, 3, 10, 400)])
print(round(1e308, -308), round(5e307, -308), round(4.9e307, -308), round(1.5, True), round(-0.4), round(-0.04, 1), round(55.0, -1), round(5.0, -1), round(15.0, -1), round(500.0, -3), round(1500.0, -3))
try:
    round(1.7e308, -308)
except OverflowError as e:
    print(e)
class R:
    def __round__(self, n="none"): return n
print(round(R()), round(R(), 3), round(R(), None))
