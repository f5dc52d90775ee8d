def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

import sys
show(int, "9" * 4301)
show(str, 10 ** 4300)
print(len(str(10 ** 4299)))
print(int("f" * 5000, 16) == 16 ** 5000 - 1)
print(len(hex(1 << 100000)))
sys.set_int_max_str_digits(0)
print(len(str(10 ** 5000)), int("7" * 5000) % 1000003)
print(sys.get_int_max_str_digits())
