x, name, w = 3.14159, 'Ann', 10
print(f'{x:.2f} {name!r} {name:>{w}} {name:*^{w}} {x:{w}.{2}}|')
print(f'{{}} {{{name}}} {x!s:>8}| {"nested"} {f"{name} in"}')
print(f'{x=} {name=} {x = } {name=!s} {x=:.1f} {1 + 1=} {name.upper()=}')
print(f'{"a" if x > 3 else "b"} {(lambda v: v * 2)(4)} {[i for i in range(3)]} {({"k": 1})["k"]} {x:}')
print(f'''multi
{x:.1f}
line {name}''', f"{'quote'}" f'{1}' 'plain' rf'\d{1}', fr'{name}\n')
print(f'{1:{"0"}{5}d} {255:#x} {255:#010b} {1e10:,} {1234567:_} {-5:+} {5: } {0.25:%} {"s":s} {65:c} {True:d} {True} {None}')
import datetime
print(f'{datetime.date(2020, 1, 2):%d/%m/%Y} {datetime.date(2020, 1, 2)!r}')
def f(**k): return f'{k!r:>20}|'
print(f(a=1), f'{chr(10)!r}', f'{"":>5}|', f'{name[0]}{name[-1]} {name:.2} {name:5.1}|')
class C:
    def __format__(self, s): return f'<{s}>'
    def __getitem__(self, k): return k
c = C()
print(f'{c} {c:} {c:a:b} {c:{x}} {c["k"]} {c[1:2]!r}')
for bad in ["f'{'", "f'}'", "f'{}'", "f'{ }'", "f'{x!}'", "f'{x!z}'", "f'{x:{y:{z}}}'", "f'{a b}'", "f'{#}'", "f'{\\n}'", "f'{x'", "f'{lambda x: 1}'", "f'{*a}'", "f'{x=!r:^20'", "f'{yield}'", "f'{:x}'"]:
    try: compile(bad, '<f>', 'eval'); print('ok', bad)
    except SyntaxError as e: print(bad, '->', e.msg)
for bad in ['f"{5:s}"', 'f"{\'a\':d}"', 'f"{1.5:d}"', 'f"{[]:5}"', 'f"{undefined}"', 'f"{1/0}"', 'f"{5:,s}"', 'f"{5:z}"', 'f"{5:.2}"', 'f"{\'a\':=5}"', 'f"{5:99999999999999999999}"', 'f"{None:5}"', 'f"{1:c}{-1:c}"', 'f"{\'a\':+}"', 'f"{5:,_}"']:
    try: print(bad, eval(bad))
    except Exception as e: print(bad, '->', type(e).__name__, e)
