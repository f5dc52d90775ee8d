import os, os.path as p, pathlib, tempfile, shutil, glob, fnmatch
print(p.join('a', 'b', '/c', 'd'), p.join('a', ''), p.split('/a/b.c'), p.splitext('x.tar.gz'), p.splitext('.rc'), p.basename('/a/'), p.dirname('/a/b/'), p.normpath('a//b/../c/.'), p.isabs('/x'), p.commonpath(['/a/b', '/a/c']), p.commonprefix(['abc', 'abd']), p.relpath('/a/b', '/a/c'), p.expanduser('x'), p.splitdrive('/a'), p.normcase('A'), os.sep, os.linesep, os.curdir, os.pardir, os.extsep, os.pathsep, os.devnull)
d = tempfile.mkdtemp(); os.makedirs(p.join(d, 'x', 'y'))
for name, text in (('f.txt', 'hi'), ('y/g.py', '')):
    with open(p.join(d, 'x', name), 'w') as f: f.write(text)
print(sorted(os.listdir(d)), [(r.replace(d, ''), sorted(ds), fs) for r, ds, fs in os.walk(d)], sorted(e.name + str(e.is_dir()) for e in os.scandir(p.join(d, 'x'))), p.isfile(p.join(d, 'x/f.txt')), p.isdir(d), p.exists(p.join(d, 'zz')), p.getsize(p.join(d, 'x/f.txt')), sorted(g.replace(d, '') for g in glob.glob(d + '/**', recursive=True)), fnmatch.filter(['a.py', 'b.txt'], '*.py'), fnmatch.fnmatch('abc', 'a[b]?'))
os.rename(p.join(d, 'x/f.txt'), p.join(d, 'x/r.txt')); shutil.copy(p.join(d, 'x/r.txt'), d); shutil.copytree(p.join(d, 'x'), p.join(d, 'z')); os.symlink('r.txt', p.join(d, 'ln')); print(sorted(os.listdir(p.join(d, 'z'))), os.readlink(p.join(d, 'ln')), p.islink(p.join(d, 'ln')), p.realpath(p.join(d, 'ln')).replace(p.realpath(d), ''))
for bad in (lambda: os.rmdir(d), lambda: os.remove(d + '/no'), lambda: os.mkdir(d), lambda: os.listdir(d + '/no'), lambda: os.stat(''), lambda: os.rename(d + '/no', d), lambda: p.join('a', b'b'), lambda: p.join(1), lambda: os.chdir(d + '/r.txt'), lambda: os.mkdir('a\0b')):
    try: print(bad())
    except Exception as e: print(type(e).__name__, str(e).replace(d, 'D'))
P = pathlib.PurePosixPath; q = P('/a/b') / 'c.tar.gz'
print(q, repr(q), q.name, q.stem, q.suffix, q.suffixes, q.parent, list(q.parents), q.parts, q.with_suffix('.x'), q.with_name('n'), q.with_stem('s'), q.relative_to('/a'), q.is_absolute(), q.match('*.gz'), q.as_posix(), P('a') / '..' / 'b', P('a') == P('a/'), sorted([P('b'), P('a')]), hash(P('x')) == hash(P('x')), q.joinpath('d', 'e'), P('.'), 'k' / P('v'), os.fspath(q), q.anchor, q.is_relative_to('/b'))
try: q.relative_to('/z')
except ValueError as e: print(e)
h = pathlib.Path(d); (h / 'new').mkdir(); (h / 'new' / 'f').write_text('text é', encoding='utf-8'); print((h / 'new/f').read_text('utf-8'), (h / 'new/f').read_bytes(), sorted(x.name for x in h.iterdir()), sorted(x.name for x in h.glob('*/*.txt')), sorted(x.name for x in h.rglob('*.py')), (h / 'new').exists(), (h / 'new/f').stat().st_size, h.is_dir(), (h / 'nope').is_file())
with (h / 'new/f').open('a') as f: f.write('!')
(h / 'new/f').unlink(); (h / 'new').rmdir(); (h / 'a/b/c').mkdir(parents=True, exist_ok=True); (h / 't').touch(); (h / 't').rename(h / 't2'); print((h / 't2').exists(), (h / 'missing').unlink(missing_ok=True), pathlib.Path.cwd() == pathlib.Path(os.getcwd()))
print(os.environ.get('NOPE_X', 'dflt'), 'PATH' in os.environ, os.getpid() > 0, os.cpu_count() > 0, os.getcwd() == p.abspath('.'), os.fsencode('é'), os.fsdecode(b'a'), os.access(d, os.R_OK), os.umask(0o22) >= 0, len(os.urandom(5)), os.strerror(2), os.name)
os.environ['SWT'] = 'v'; print(os.environ['SWT'], os.getenv('SWT'), os.popen('echo $SWT').read()); del os.environ['SWT']
try: os.environ['k'] = 5
except TypeError as e: print(e)
shutil.rmtree(d); print(p.exists(d))
