s = 'abcdef'
vals = [None, 0, 1, 3, 6, 9, -1, -3, -6, -9]
out = {}
for a in vals:
    for b in vals:
        for c in (None, 1, 2, -1, -2, 10, -10):
            r = s[a:b:c]
            for t in (list(s), tuple(s), s.encode(), bytearray(s.encode())):
                q = t[a:b:c]; q = ''.join(q) if isinstance(q, (list, tuple)) else q.decode()
                assert q == r, (a, b, c, type(t))
            want = ''.join(s[i] for i in range(*slice(a, b, c).indices(6))); assert want == r
            out[r] = out.get(r, 0) + 1
print(len(out), out['abcdef'], out['fedcba'], out[''], sorted(out, key=lambda k: (-out[k], k))[:5])
print(s[:], s[::], s[2], s[-2], s[1:4], s[:3], s[3:], s[::2], s[::-1], s[-3:], s[:-3], s[4:1:-1], s[10:], s[:10], s[5:2], slice(1, 5, 2).indices(4), slice(None, None, -1).indices(3), s[True], s[slice(2)], s[1:4][1:][0])
for bad in ('s[6]', 's[-7]', 's["a"]', 's[1.0]', 's[::0]', 's[1:"b"]', 's[None]', 's[1, 2]', 's[()]', 's[[]]', 's[2 ** 70]', 's[:2 ** 70][0]', 's[-2 ** 70:][:1]', 'del_(s)', 'set_(s)'):
    def del_(x): del x[0]
    def set_(x): x[0] = 'z'
    try: print(bad, eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)
