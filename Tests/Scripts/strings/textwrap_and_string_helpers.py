import textwrap, string
t = 'The quick brown fox jumps over the lazy dog. ' * 3
print(textwrap.fill(t, 40))
print(textwrap.wrap(t, 30, initial_indent='* ', subsequent_indent='  ', max_lines=3, placeholder=' [...]'))
print(textwrap.dedent('''
    one
      two
    three
'''), textwrap.indent('a\nb\n\nc', '> '), textwrap.shorten('Hello  wide   world of text', 18), textwrap.indent('a\n\nb', '+', lambda l: True))
print(textwrap.wrap('a-very-long-hyphenated-word here supercalifragilistic', 10), textwrap.wrap('x y z', 1), textwrap.wrap(''), textwrap.wrap('tab\there  two', 8, expand_tabs=True, replace_whitespace=False, drop_whitespace=False, break_long_words=False))
print(string.ascii_lowercase, string.digits, string.hexdigits, string.punctuation, repr(string.whitespace), string.capwords('hello  big world'))
T = string.Template
print(T('$a ${b}c $$ $d').safe_substitute(a=1, b=2), T('$x and ${y}').substitute({'x': 1}, y=2))
for bad in ('$a $z', '$', '${', '$1'):
    try: print(T(bad).substitute(a=1))
    except (KeyError, ValueError) as e: print(type(e).__name__, e)
class P(string.Template): delimiter = '%'; idpattern = '[a-z]+'
print(P('%abc %% $x').substitute(abc=5), T('$a $b').get_identifiers(), T('$a$').is_valid())
class F(string.Formatter):
    def get_value(self, k, a, kw): return kw.get(k, f'?{k}') if isinstance(k, str) else a[k]
    def format_field(self, v, spec): return super().format_field(v, spec) if spec != 'up' else str(v).upper()
print(F().format('{0} {x} {y:up} {0:>5}', 'a', y='yy'), list(string.Formatter().parse('a{b!r:c}d{}')))
print(textwrap.fill('Überlänge für jeden Zweck, naïve façade ' * 2, 25))
