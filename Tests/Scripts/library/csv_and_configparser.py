import csv, io, configparser
rows = [['a', 'b,c', 'd"e'], [1, None, 2.5], ['multi\nline', '', ' sp ']]
f = io.StringIO(); w = csv.writer(f); w.writerows(rows); print(repr(f.getvalue()), list(csv.reader(io.StringIO(f.getvalue()))))
f = io.StringIO(); csv.writer(f, delimiter=';', quoting=csv.QUOTE_ALL, lineterminator='\n').writerow(['x', 5]); print(f.getvalue())
print(list(csv.DictReader(io.StringIO('n,v\r\na,1\r\nb,2,extra\r\nc\r\n'))), list(csv.reader(['a|"b|c"', "x|'y'"], delimiter='|')), list(csv.reader(['1,"2"'], quoting=csv.QUOTE_NONNUMERIC)) if 0 else '')
f = io.StringIO(); d = csv.DictWriter(f, ['k', 'v'], restval='?', extrasaction='ignore'); d.writeheader(); d.writerow({'k': 1, 'z': 0}); print(f.getvalue().split())
try: csv.DictWriter(f, ['k']).writerow({'q': 1})
except ValueError as e: print(e)
print(csv.Sniffer().sniff('a;b\n1;2\n').delimiter, csv.list_dialects(), list(csv.reader(['a b'], delimiter=' ')), list(csv.reader(['"a""b",c'])), list(csv.reader([r'a\,b,c'], escapechar='\\')))
c = configparser.ConfigParser(); c.read_string('[DEFAULT]\nbase = /x\n[one]\npath = %(base)s/y\nn = 5\nflag: yes\nf=1.5\n; comment\nmulti = a\n  b\n[two]\nempty\n' if 0 else '[DEFAULT]\nbase = /x\n[one]\npath = %(base)s/y\nn = 5\nflag: yes\nf=1.5\n; comment\nmulti = a\n  b\n[two]\nk=v\n')
print(c.sections(), c['one']['path'], c.getint('one', 'n'), c['one'].getboolean('flag'), c.getfloat('one', 'f'), c['one']['multi'], c.get('two', 'zz', fallback='fb'), dict(c['two']), 'one' in c, c.has_option('one', 'n'), c.options('two'))
c['new'] = {'a': '1'}; c.set('new', 'b', '2'); c.remove_section('one'); o = io.StringIO(); c.write(o); print(o.getvalue())
for bad in (lambda: c.get('nope', 'x'), lambda: c.get('two', 'x'), lambda: configparser.ConfigParser().read_string('x=1'), lambda: c.getint('two', 'k'), lambda: configparser.ConfigParser().read_string('[a]\n[a]')):
    try: print(bad())
    except Exception as e: print(type(e).__name__, str(e).splitlines()[0])
