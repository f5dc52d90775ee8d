import json
from io import StringIO
obj = {'s': 'é"\n\\/', 'n': None, 't': True, 'f': 1.5, 'i': 10 ** 20, 'l': [1, [2, {}], []], 'd': {'x': {'y': -0.0}}, 'e': 1e100, '': ''}
s = json.dumps(obj); print(s, json.loads(s) == obj)
print(json.dumps(obj, ensure_ascii=False), json.dumps(obj, indent=2), json.dumps([1, 2], indent='\t'), json.dumps({'b': 1, 'a': 2}, sort_keys=True, separators=(',', ':')), json.dumps((1, 2)), json.dumps({1: 'a', 2.5: 'b', None: 'c', True: 'd'}), json.dumps(float('inf')), json.dumps('\u2028😀\x00'), json.dumps({}), json.dumps([], indent=1), json.dumps({'a': []}, indent=1))
print(json.loads('[1, 2.0, -3e2, true, false, null, "\\u00e9\\ud83d\\ude00\\n", {"a": {}}, NaN, -Infinity]'), json.loads(' 5 '), json.loads('"x"'), json.loads(b'{"b": 1}'), json.loads('{"a":1,"a":2}'), json.loads('1E400'), json.loads('123456789012345678901234567890'))
for bad in ('', '{', '[1,]', '{"a"}', '{a: 1}', "['a']", '01', '1.', 'nul', '"\n"', '"\\x"', '[1 2]', '{"a": 1,}', '"abc', '1 2', '{"a": }', '\ufeff1', '[', '"\\u12"', '-'):
    try: print(json.loads(bad))
    except json.JSONDecodeError as e: print(repr(bad), e, e.lineno, e.colno, e.pos)
for bad in (lambda: json.dumps({1, 2}), lambda: json.dumps(object), lambda: json.dumps({(1,): 2}), lambda: json.dumps(float('nan'), allow_nan=False), lambda: json.dumps(b'x'), lambda: json.loads(5), lambda: json.dumps(1j)):
    try: print(bad())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
l = []; l.append(l)
try: json.dumps(l)
except ValueError as e: print(e)
class E(json.JSONEncoder):
    def default(self, o): return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({'s': {3, 1}}, cls=E), json.dumps([1j], default=str), json.dumps({(1,): 2, 'k': 1}, skipkeys=True), ''.join(E().iterencode([1, {'a': {2}}])))
print(json.loads('{"x": 1, "y": {"z": 2}}', object_hook=lambda d: sorted(d.items(), key=str)), json.loads('{"a": 1}', object_pairs_hook=list), json.loads('1.1', parse_float=str), json.loads('7', parse_int=float), json.loads('NaN', parse_constant=lambda c: 'const ' + c), json.JSONDecoder().raw_decode('[1] tail'))
f = StringIO(); json.dump({'a': [1, 2]}, f); f.seek(0); print(f.getvalue(), json.load(f))
class D(dict): pass
class S(str): pass
class I(int):
    def __repr__(self): return 'I!'
print(json.dumps([D(a=1), S('x'), I(5), True]), json.dumps({S('k'): I(1)}))
