for a in (7, -7, 2 ** 70 + 1, -(2 ** 70) - 1, 0):
    for b in (2, -2, 3, 2 ** 65, -(2 ** 65)):
        q, r = divmod(a, b)
        print(a, b, q, r, a // b == q, a % b == r, q * b + r == a)
for a in (7.5, -7.5, 0.0, -0.0):
    for b in (2.0, -2.0, 0.3): print(a, b, a // b, a % b, divmod(a, b))
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1, 0), lambda: 1 / 0, lambda: 1.0 / 0, lambda: 0 ** -1, lambda: 0.0 ** -1, lambda: 1j / 0, lambda: 2 ** 70 // 0, lambda: divmod(1.0, 0)):
    try: print(f())
    except ZeroDivisionError as e: print(e)
print(float('inf') // 1, 5 // float('inf'), -5 // float('inf'), -5 % float('inf'), float('inf') % 2)
print(True // 2, -True % 3, 7 // True, (-1) // 2, 1 // -2, -(2 ** 62) // -1, (2 ** 62) // -1, -(2 ** 63) // -1)
