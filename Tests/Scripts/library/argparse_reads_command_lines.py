import argparse, sys, io, contextlib
def make():
    p = argparse.ArgumentParser(prog='tool', description='A tool.', epilog='End.')
    p.add_argument('files', nargs='*', help='the files'); p.add_argument('-n', '--num', type=int, default=3, help='a number (default %(default)s)')
    p.add_argument('-v', '--verbose', action='count', default=0); p.add_argument('--flag', action='store_true'); p.add_argument('--no', dest='yes', action='store_false')
    p.add_argument('--mode', choices=['a', 'b']); p.add_argument('--add', action='append'); p.add_argument('--pair', nargs=2, metavar=('X', 'Y'), type=float); p.add_argument('--version', action='version', version='%(prog)s 1.0')
    return p
for argv in ([], ['a', 'b', '-n', '5', '-vv'], ['--num=7', '--flag', '--no', '--mode', 'b'], ['--add', '1', '--add', '2', '--pair', '1', '2.5'], ['-n7', '--', '-x'], ['--verb', 'f']):
    print(sorted(vars(make().parse_args(argv)).items()))
for argv in (['-n', 'x'], ['--mode', 'z'], ['--nope'], ['--pair', '1'], ['--version'], ['-h']):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try: make().parse_args(argv)
        except SystemExit as e: code = e.code
    print(argv, code, out.getvalue(), err.getvalue().splitlines()[-1:])
p = argparse.ArgumentParser(prog='git'); sub = p.add_subparsers(dest='cmd', required=True); c = sub.add_parser('commit', aliases=['ci']); c.add_argument('-m', required=True); c.set_defaults(func=len)
print(p.parse_args(['commit', '-m', 'x']), p.parse_known_args(['ci', '-m', 'y', '--zzz'])[1])
g = argparse.ArgumentParser(exit_on_error=False); m = g.add_mutually_exclusive_group(); m.add_argument('--a', action='store_const', const=5); m.add_argument('--b')
print(g.parse_args(['--a']), g.format_usage())
try: g.parse_args(['--b'])
except argparse.ArgumentError as e: print(e)
