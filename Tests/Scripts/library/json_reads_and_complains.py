import json, math
for s in ('{"a": [1, -2.5e3, true, false, null, "x\\u00e9\\ud83d\\ude00\\n"], "b": {}}', '[]', '"a"', '12345678901234567890123', '-0', '1e400', '[NaN, -Infinity]', ' [1 , 2 ] ', '"\u20ac\U0001f600"'):
    print(json.loads(s))
for s in ('', '{', '[1,', '[1 2]', '{"a" 1}', '{1:2}', '"abc', '"\\x"', '"\\u12"', 'nul', '[1]x', '"a\nb"', '-', '01', '{"a":1,}', '[1,]'):
    try: print(json.loads(s))
    except json.JSONDecodeError as e: print(repr(s), e, e.pos, e.lineno, e.colno)
print(json.loads('{"a": 1, "a": 2}', object_pairs_hook=list), json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d)), json.loads("[1.5, 2]", parse_float=str, parse_int=lambda s: -int(s)))
print(json.loads('"a\nb"', strict=False), json.loads(b'{"k": "\xc3\xa9"}'))
try: json.loads("[" * 100000)
except RecursionError as e: print("RecursionError")
