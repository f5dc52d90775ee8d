def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

print(3 ** 200, (-3) ** 201, 2 ** 100, (-2) ** 63, 10 ** 30, 6 ** 40, 0 ** 0, 0 ** 5, 1 ** 10 ** 20, (-1) ** (10 ** 20 + 1), (12 << 70) ** 3)
print(pow(3, 1000, 10 ** 9 + 7), pow(2, 10 ** 30, 10 ** 20 + 39), pow(-7, 3, 5), pow(7, 3, -5), pow(3, -1, 11), pow(3, -5, 10 ** 20 + 39), pow(5, 0, 1), pow(2, 5, -7))
show(pow, 2, -1, 4)
show(pow, 2, 3, 0)
show(pow, 2.0, 3, 4)
show(pow, 2, 3, 4.0)
show(pow, 2, "a", 4)
show(lambda: 0 ** -1)
show(lambda: 2 ** -2)
show(lambda: (10 ** 400) ** -1)
