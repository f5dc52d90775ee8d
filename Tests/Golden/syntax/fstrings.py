f''
f'a'
f'{a}'
f'a{b}c{d}e'
f'{a!r}{b!s}{c!a}'
f'{a:>10}{b:{c}.{d}}{e!r:^{f}}'
f'{a=}{b = }{c=!s}{d=:x}{e = !r:>5}'
f'{{}}{{{a}}}'
f'{a["b"]}{c[0]}{d.e(f, g=1)}'
f'{ {1: 2}[1] }{ {a for a in b} }'
f'{a, b}{*c, d}{(e := 1)}{f:=1}'
f'{a if b else c}{a == b}{a != b}{a <= b}{a >= b}{a < b}{a > b}'
f'{(lambda x: x)(1)}{[x for x in y]}{x for x in y}'
f'{yield_}{"nested"}{f"{inner}"}'
f'\n{a}\x41\N{BULLET}{{\N{BULLET}'
rf'\n{a}\d' fR'{a:\d}' F'{a}'
'a' f'{b}' 'c' r'\d' f'{e}f'
u'a' f'{b}'
x = f'''{
    a
} b {c
     + d} {
e:{f}
}'''
x = (f'a{b}'
     f'c{d:{e}}'
     'f')
x = f'''
é {a} é {b:é} {c!r}
  {d=}
'''
f'{a:}'
f'''{f"""{f'{f"{1}"}'}"""}'''
