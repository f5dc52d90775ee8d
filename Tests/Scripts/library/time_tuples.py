import time
t = time.gmtime(86400 * 365); print(t, t[0], t.tm_zone, t.tm_gmtoff, time.asctime(t), len(t))
print(time.strftime("%Y-%m-%d %H:%M:%S %j %a %b", t), time.strptime("2020-02-29", "%Y-%m-%d"), time.struct_time(range(9)))
for f in (lambda: time.struct_time((1, 2)), lambda: time.strftime("%Y", (1, 2)), lambda: time.sleep(-1), lambda: time.gmtime(1e30), lambda: time.asctime((2000, 13, 1, 0, 0, 0, 0, 1, 0))):
    try: f()
    except (ValueError, TypeError, OverflowError) as e: print(type(e).__name__, e)
a = time.monotonic(); time.sleep(0.01); print(time.monotonic() > a, time.perf_counter_ns() > 0, time.get_clock_info("monotonic").monotonic)
