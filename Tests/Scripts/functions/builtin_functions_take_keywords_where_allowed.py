print(int('11', base=2), sorted([2, 1], reverse=True, key=None), max([1, 2], key=lambda x: -x), min([], default='d'), sum([1], start=5))
print(enumerate('ab', start=3).__next__(), print('x', end='!\n', sep=''), round(number=2.567, ndigits=2), pow(base=2, exp=3, mod=5))
print(str(object=b'ab', encoding='ascii', errors='strict'), bytes('a', encoding='utf8'), complex(real=1, imag=2), 'a b'.split(sep=' ', maxsplit=1))
print(list(zip([1], [2], strict=True)), dict(a=1, **{'b': 2}), open.__name__, 'a'.encode(encoding='utf-8'), (5).to_bytes(length=2, byteorder='big'))
tests = ['len(obj=[])', 'abs(x=1)', 'ord(c="a")', 'int(x=5)', 'float(x=5)', 'bool(x=1)', 'list(iterable=[])', 'tuple(iterable=())', 'isinstance(1, class_or_tuple=int)',
 'max(1, 2, default=3)', 'zip(a=1)', 'map(func=1)', 'print(x=1)', 'len()', 'len(1, 2)', 'len([], x=1)',
 'ord()', 'chr("a")', 'ord("ab")', 'divmod(1)', 'pow(1)', 'pow()', 'round()', 'hash()', 'id()', 'iter()', 'next()', 'getattr(1)', 'setattr(1, "a")', 'hasattr(1)',
 '[].append()', '[].append(1, 2)', '[].append(x=1)', '"a".join()', '"a".join(1)', '{}.get()', '{}.get(1, 2, 3)', '"a".replace("a")', '[].pop(1, 2)', '[].sort(None)', '{}.update(1)', 'dict(1)',
 'dict([1])', 'dict([(1, 2, 3)])', 'int("a", 1)', 'int(1, 2)', 'int([])', 'float([])', 'str(1, "a")', 'bytes("a")', 'bytes(-1)', 'chr(-1)', 'chr(0x110000)', 'object(1)', 'type()', 'type(1, 2)',
 'isinstance(1)', 'isinstance(1, 1)', 'issubclass(1, int)', 'range()', 'range(1, 2, 3, 4)', 'range(1.0)', 'range(1, 2, 0)', 'slice()', 'reversed({1})', 'reversed(1)', 'iter(1)', 'next([])', 'sorted(1)', 'sum(["a"])', 'sum("ab")', 'min()', 'max(1)', 'max([])', 'abs("a")', 'round("a")', 'bin(1.0)', 'hex("a")', 'open()', 'eval()', 'input(1, 2)', 'super()']
for t in tests:
    try: print(t, '=', eval(t))
    except Exception as e: print(t, '->', type(e).__name__ + ':', e)
