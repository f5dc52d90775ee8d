def fib(n):
    a, b = 0, 1
    while a < n:
        a, b = b, a + b
    return a


def search(items, wanted):
    for index, item in enumerate(items):
        if item is None:
            continue
        if item == wanted and not index % 2:
            break
    else:
        return -1
    return index


def chained(a, b, c):
    if a < b <= c != 3:
        return a or b and c
    return a < b < c
