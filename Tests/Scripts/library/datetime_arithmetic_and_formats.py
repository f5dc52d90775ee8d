from datetime import *
d = date(2024, 2, 29); dt = datetime(2024, 2, 29, 13, 5, 9, 123456); t = time(1, 2, 3, 4); td = timedelta(days=1, hours=25, minutes=-3)
print(d, repr(d), dt, repr(dt), t, repr(t), td, repr(td), d + timedelta(366), dt - timedelta(hours=14), d - date(2023, 3, 1), dt - datetime(2024, 1, 1), td * 2, td / 2, td // timedelta(hours=1), td % timedelta(hours=1), -td, abs(-td), td.total_seconds(), divmod(td, timedelta(hours=7)))
print(d.weekday(), d.isoweekday(), tuple(d.isocalendar()), d.toordinal(), date.fromordinal(738000), d.replace(year=2020), d.timetuple()[:8], d.isoformat(), d.ctime(), date.fromisoformat('2020-01-02'), date.fromisocalendar(2024, 9, 4), d < date(2024, 3, 1), d == date(2024, 2, 29), hash(d) == hash(date(2024, 2, 29)))
print(dt.strftime('%Y-%m-%d %H:%M:%S.%f %a %A %b %B %j %U %w %y %I %p %% %x %X %c %Z|%z|'), f'{dt:%d.%m.%y}', dt.date(), dt.time(), dt.isoformat(' ', 'minutes'), dt.isoformat(timespec='milliseconds'), datetime.strptime('3 Mar 2021 04:05 PM', '%d %b %Y %I:%M %p'), datetime.fromisoformat('2020-01-02T03:04:05.678+02:00'), datetime.combine(d, t), dt.replace(microsecond=0), dt.timetuple().tm_yday)
utc = timezone.utc; tz = timezone(timedelta(hours=5, minutes=30), 'IST'); a = dt.replace(tzinfo=utc)
print(a, a.astimezone(tz), a.astimezone(tz).isoformat(), tz, repr(tz), utc, a.utcoffset(), a.tzname(), a == a.astimezone(tz), a - a.astimezone(tz), timezone(timedelta(0)), timezone(timedelta(hours=-3)), a.timestamp(), datetime.fromtimestamp(0, utc), datetime.fromtimestamp(1.5, tz), datetime(1970, 1, 2, tzinfo=utc).timestamp(), datetime.utcfromtimestamp(86400), a.utctimetuple()[:6], t.replace(tzinfo=tz), time.fromisoformat('04:05:06+01:00'), time(23, 59) > t)
print(timedelta(), timedelta(-1), timedelta(microseconds=-1), timedelta(weeks=1.5), timedelta.max, timedelta(seconds=1) * 1.5, timedelta(1) > timedelta(0), bool(timedelta()), sum([timedelta(1), timedelta(2)], timedelta()), timedelta(1) / timedelta(hours=5), str(timedelta(days=-1, seconds=5)), date.min, date.max, datetime.max, time.max, date.resolution)
for bad in (lambda: date(2023, 2, 29), lambda: date(0, 1, 1), lambda: datetime(2020, 13, 1), lambda: time(25), lambda: date.max + timedelta(1), lambda: dt - d, lambda: dt < a, lambda: d + 1, lambda: date.fromisoformat('2020-1-1'), lambda: datetime.strptime('x', '%Y'), lambda: datetime.strptime('2020 z', '%Y'), lambda: timezone(timedelta(1)), lambda: timedelta(10 ** 10), lambda: d < 5, lambda: datetime('a', 1, 1), lambda: td / 0, lambda: time.fromisoformat('99'), lambda: datetime.fromtimestamp(1e20)):
    try: print(bad())
    except Exception as e: print(type(e).__name__)
import pickle, copy
for x in (d, dt, t, td, a, tz): print(pickle.loads(pickle.dumps(x)) == x, copy.deepcopy(x) == x)
class D(date):
    def quarter(self): return (self.month - 1) // 3 + 1
print(D(2020, 5, 1).quarter(), type(D(2020, 1, 1) + timedelta(1)).__name__, sorted([date(2021, 1, 1), date(2020, 1, 1)])[0], max(dt, dt + td), {d: 1}[date(2024, 2, 29)])
import calendar
print(calendar.monthrange(2024, 2), calendar.isleap(1900), calendar.month(2024, 2), calendar.weekday(2024, 2, 29), calendar.timegm((1970, 1, 2, 0, 0, 0)))
