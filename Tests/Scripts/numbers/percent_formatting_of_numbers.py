def show(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

vals = [0, 5, -5, 255, -255, 2**70, 3.7, -3.7, True]
for f in ["%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%.3d", "%8.3d", "%-8.3d|", "%i", "%u", "%x", "%#x", "%X", "%#X", "%o", "%#o", "%010x", "%#010x", "%-#10x|", "%.5x", "%#.5x", "%+x", "%f", "%.0f", "%#.0f", "%08.2f", "%-10.1f|", "%+.2f", "% .2f", "%e", "%.2E", "%g", "%#g", "%.3g", "%G", "%5c|", "%c"]:
    for v in vals:
        try:
            print(repr(f), repr(f % v))
        except Exception as e:
            print(repr(f), v, type(e).__name__, e)
for f, v in [("%d", "a"), ("%x", 1.5), ("%f", "a"), ("%c", "ab"), ("%c", 1.5), ("%c", -1), ("%d", float("nan")), ("%d", float("inf")), ("%d", None), ("%o", "8"), ("%d", 1j), ("%e", None), ("%c", None)]:
    show(lambda: f % v)
print("%.3f %.10e %g %g %g" % (float("inf"), 1e-300, float("nan"), 1e-5, 123456789))
