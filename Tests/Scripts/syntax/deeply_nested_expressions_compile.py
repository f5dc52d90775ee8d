n = 60
print(eval('(' * n + '1' + ')' * n), eval('[' * n + ']' * n) != [], eval('-' * 51 + '1'), eval('not ' * 50 + 'True'), eval('1' + '+1' * 500), eval(' and '.join(['True'] * 300)), eval(' if True else '.join(['1'] * 60) ), eval('+'.join(f'({i}*{i})' for i in range(200))))
print(eval('lambda: ' * 20 + '5')() is not None, len(eval('[' + ','.join(map(str, range(2000))) + ']')), len(eval('{' + ','.join(f'{i}:{i}' for i in range(500)) + '}')), eval('x' + '[0]' * 20, {'x': eval('[' * 20 + '7' + ']' * 20)}), eval('"' + 'a' * 5000 + '"') == 'a' * 5000)
src = ''
for i in range(18): src += ' ' * i + f'if True:\n'
exec(src + ' ' * 18 + 'print("deep if")')
exec('def f(' + ','.join(f'a{i}={i}' for i in range(260)) + '): return a0 + a259\nprint(f())'); exec('print(max(' + ','.join(map(str, range(300))) + '))'); exec('\n'.join(f'v{i} = {i}' for i in range(1000)) + '\nprint(v999)')
exec('def g():\n' + '\n'.join(f'  w{i} = {i}' for i in range(300)) + '\n  return w299 + len(locals())\nprint(g())')
try: compile('(' * 500 + ')' * 500, 's', 'eval')
except (SyntaxError, MemoryError) as e: print(type(e).__name__ in ('SyntaxError', 'MemoryError'))
