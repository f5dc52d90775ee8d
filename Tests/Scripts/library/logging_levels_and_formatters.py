import logging, io
out = io.StringIO()
h = logging.StreamHandler(out); h.setFormatter(logging.Formatter('%(levelname)s:%(name)s:%(message)s:%(lineno)d'))
log = logging.getLogger('app.sub'); root = logging.getLogger('app'); root.addHandler(h); root.setLevel(logging.INFO); root.propagate = False
log.debug('hidden'); log.info('shown %s %d', 'x', 5); log.warning('warn'); log.error('err %(k)s', {'k': 1})
try: 1 / 0
except ZeroDivisionError: log.exception('failed')
print(out.getvalue().splitlines()[:3], out.getvalue().splitlines()[-1], log.isEnabledFor(10), log.getEffectiveLevel(), logging.getLevelName(30), logging.getLogger('app') is root, log.parent is root)
out.truncate(0); out.seek(0)
class F(logging.Filter):
    def filter(self, r): return 'secret' not in r.getMessage()
h.addFilter(F()); log.info('secret %s', 'x'); log.info('fine'); print(out.getvalue())
logging.addLevelName(25, 'NOTE'); log.log(25, 'custom'); print(out.getvalue().splitlines()[-1]); logging.disable(logging.CRITICAL); log.critical('no'); logging.disable(0)
a = logging.LoggerAdapter(log, {'u': 1}); a.info('adapted'); log.removeHandler(h); root.removeHandler(h); print(len(out.getvalue().splitlines()), logging.Formatter('{message}', style='{').format(logging.LogRecord('n', 20, 'p', 1, 'm %s', ('a',), None)))
