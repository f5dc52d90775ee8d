b = b'hello world'
ba = bytearray(b)
print(b[0], b[1:3], b[-1], list(b[:3]), b + b'!', b * 2, b in b, b'wor' in b, 104 in b, b.upper(), b.title(), b.find(b'o'), b.find(111), b.count(b'l'), b.replace(b'l', b'L', 2), b.split(), b.partition(b' '))
print(ba[0], ba[1:3], ba.pop(), ba, ba.append(33), ba, ba.extend(b'??'), ba, ba.insert(0, 65), ba.remove(33), ba, ba.reverse(), ba)
ba[0] = 90; ba[1:3] = b'XYZ'; del ba[-1]; ba[::2] = bytes(len(ba[::2])); print(ba); ba.clear(); print(ba, bool(ba))
print(bytes(3), bytes([1, 2, 255]), bytes('é', 'utf-8'), bytes(range(3)), bytearray(b'x') + b'y', b'x' + bytearray(b'y'), b'ab'.hex(), b'abcd'.hex(':', 2), bytes.fromhex('61 62'), b'a'.join([b'x', bytearray(b'y')]), bytes(memoryview(b'mv')))
print(b == bytearray(b), b < b'z', b != 'hello world', hash(b'a') == hash('a') or True, b'\x00\xff\'"\n\\', bytearray(b"it's"), str(b'x'), repr(bytearray()), b'abc'.isalpha(), b'12'.isdigit(), b' a '.strip(), b'xax'.strip(b'x'), b'a,b'.rsplit(b','), b'a\nb'.splitlines(), b'abc'.translate(bytes(range(256)), b'b'), b'a\tb'.expandtabs(4), b'5'.zfill(3), b'x'.center(5, b'*'), b'Ab'.swapcase(), b'abc'.startswith((b'x', b'ab')), b'abc'.removeprefix(b'a'), bytes.maketrans(b'a', b'b')[97])
for bad in ["b + 'x'", "b[0:1] + 5", "bytes(['a'])", "bytes([256])", "bytes(-1)", "bytes('x')", "bytes(1.5)", "bytearray([300])", "b'x' in 5", "'x' in b", "300 in b", "b.find('x')", "b'é' if 0 else bytes.fromhex('6')", "bytes.fromhex('zz')", "b.decode('ascii')", "b'\\xff'.decode()", "b'\\xff'.decode('ascii')", "b.index(b'zz')", "bytearray(b'a').__setitem__(0, 256)", "bytearray(b'a').__setitem__(5, 1)", "bytearray(b'a').pop(9)", "bytearray().pop()", "bytearray(b'a').remove(98)", "b.join(['x'])", "b'%d' % 'x'", "b'%s' % 'x'", "b * -1", "b'a' * (1 << 70)", "hash(bytearray())", "b.__setitem__", "bytes(5, 'x')"]:
    try: print(bad, '=', eval(bad))
    except Exception as e: print(bad, '->', type(e).__name__, e)
print(b'%(k)s %c %5.1f %x' % {b'k': b'v'} if False else b'%c %5.1f %x %a' % (65, 1.55, 255, 'é'), int.from_bytes(b'\x01\x02', 'big'), int.from_bytes(b'\xff\xff', 'little', signed=True), [x for x in b'ab'], *reversed(b'ab'), max(b), sorted(b'cab'), b'a' < bytearray(b'b'))
class B(bytes):
    def __new__(c, x): return super().__new__(c, x)
print(B(b'sub'), type(B(b'x')[:]), B(b'x') == b'x', {b'k': 1}[B(b'k')])
