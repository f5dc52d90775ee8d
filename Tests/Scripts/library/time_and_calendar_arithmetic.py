import time, calendar
print(time.gmtime(0)[:6], time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(86399)), time.mktime(time.gmtime(1000)), calendar.timegm(time.gmtime(12345)), time.strptime('2024-02-29', '%Y-%m-%d')[:3], time.asctime(time.gmtime(0)), time.ctime(0))
t = time.gmtime(10 ** 9); print(t.tm_year, t.tm_yday, t.tm_wday, t, time.struct_time(range(9)).tm_hour)
a, b = time.monotonic(), time.monotonic(); print(b >= a, time.time() > 1e9, time.perf_counter_ns() > 0, time.process_time() >= 0, time.sleep(0), time.tzname, time.timezone)
for bad in (lambda: time.strptime('x', '%Y'), lambda: time.gmtime(1e30), lambda: time.sleep(-1), lambda: time.strftime(5), lambda: time.strptime('1', '%Q'), lambda: time.struct_time((1, 2))):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(calendar.month(2024, 2), calendar.monthrange(2023, 2), calendar.isleap(2000), calendar.leapdays(2000, 2021), list(calendar.Calendar().itermonthdays(2024, 2))[:5], calendar.day_name[0], calendar.month_abbr[12], calendar.TextCalendar(6).formatweekheader(2))
