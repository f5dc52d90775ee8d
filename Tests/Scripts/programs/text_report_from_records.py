import collections, itertools, string
LINES = '''2024-01-03 web  GET /index 200 12.5
2024-01-03 web  GET /about 404 3.25
2024-01-04 db   SELECT users 0 120.0
2024-01-04 web  POST /login 500 88.75
2024-01-05 db   UPDATE users 1 45.5
bad line here
2024-01-05 web  GET /index 200 9.5'''.splitlines()
Record = collections.namedtuple('Record', 'day service verb target code ms')
def parse(lines):
    for n, line in enumerate(lines, 1):
        parts = line.split()
        try:
            day, service, verb, target, code, ms = parts
            yield Record(day, service, verb, target, int(code), float(ms))
        except ValueError as e:
            errors.append((n, len(parts), str(e)[:30]))
errors = []
records = list(parse(LINES * 1))
print(len(records), errors)
by = collections.defaultdict(list)
for r in records: by[r.service].append(r)
print(f"{'service':<10}|{'count':>6}|{'mean ms':>10}|{'max':>8}")
print('-' * 37)
for s, rs in sorted(by.items(), key=lambda kv: -len(kv[1])):
    print(f'{s:<10}|{len(rs):>6d}|{sum(r.ms for r in rs) / len(rs):>10.3f}|{max(r.ms for r in rs):>8.1f}')
for day, group in itertools.groupby(records, key=lambda r: r.day):
    g = list(group); print(day, [r.verb.lower() for r in g], '%.1f%%' % (100 * sum(r.code < 400 for r in g) / len(g)))
words = collections.Counter(w.strip(string.punctuation).lower() for l in LINES for w in l.split())
print(words.most_common(4), words['get'], sum(words.values()))
def table(rows, head):
    widths = [max(len(str(r[i])) for r in [head, *rows]) for i in range(len(head))]
    yield ' '.join(h.center(w) for h, w in zip(head, widths))
    for r in rows: yield ' '.join(str(v).rjust(w) if isinstance(v, (int, float)) else str(v).ljust(w) for v, w in zip(r, widths))
print('\n'.join(table([(r.service, r.code, r.ms) for r in records[:3]], ['svc', 'code', 'ms'])))
print('{:%^20}|{:+.2e}|{!r:>8}|{:#06x}'.format('mid', 12345.678, 'q', 255), records[0]._replace(code=1), records[-1]._asdict()['target'])
totals = {}
for i in range(300):
    r = records[i % len(records)]
    totals[r.service, r.code] = totals.get((r.service, r.code), 0) + r.ms
print(sorted(totals.items()))
