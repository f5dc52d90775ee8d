def scale(points, factor):
    total = 0.0
    for p in points:
        total += p * factor
    return total

print(scale([1.0, 2.0, 3.5] * 1000, 2.0))
