import heapq
from collections import Counter
def tree(text):
    heap = [(n, i, c) for i, (c, n) in enumerate(sorted(Counter(text).items()))]
    heapq.heapify(heap)
    i = len(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], i, (a[2], b[2]))); i += 1
    return heap[0][2]
def codes(t, prefix='', out=None):
    out = {} if out is None else out
    if isinstance(t, str): out[t] = prefix or '0'
    else:
        codes(t[0], prefix + '0', out); codes(t[1], prefix + '1', out)
    return out
def encode(text):
    t = tree(text); c = codes(t)
    return t, ''.join(c[ch] for ch in text)
def decode(t, bits):
    out, n = [], t
    for b in bits:
        if not isinstance(n, str): n = n[b == '1']
        if isinstance(n, str): out.append(n); n = t
    return ''.join(out)
for text in ('abracadabra', 'aaaa', 'the quick brown fox ' * 10, 'é☃😀é', 'ab' * 300):
    t, bits = encode(text)
    packed = int('1' + bits, 2).to_bytes((len(bits) + 8) // 8, 'big')
    print(len(text), len(bits), decode(t, bits) == text, len(packed), bin(int.from_bytes(packed, 'big'))[3:] == bits)
def rle(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]: j += 1
        out.append((s[i], j - i)); i = j
    return out
def unrle(p): return ''.join(c * n for c, n in p)
for s in ('aaabccd', '', 'x' * 1000, 'abab', 'ééé☃'): print(rle(s)[:4], unrle(rle(s)) == s)
def lzw(text):
    d = {chr(i): i for i in range(256)}; w, out = '', []
    for c in text:
        if w + c in d: w += c
        else: out.append(d[w]); d[w + c] = len(d); w = c
    return out + ([d[w]] if w else [])
def unlzw(c):
    d = {i: chr(i) for i in range(256)}; w = d[c[0]]; out = [w]
    for k in c[1:]:
        e = d[k] if k in d else w + w[0]
        out.append(e); d[len(d)] = w + e[0]; w = e
    return ''.join(out)
z = lzw('TOBEORNOTTOBEORTOBEORNOT' * 8); print(len(z), z[:12], unlzw(z) == 'TOBEORNOTTOBEORTOBEORNOT' * 8)
def caesar(s, k): return ''.join(chr((ord(c) - 97 + k) % 26 + 97) if 'a' <= c <= 'z' else c for c in s)
print(caesar('hello, world', 3), caesar(caesar('round trip', 13), 13))
def crc(data):
    c = 0xffffffff
    for b in data:
        c ^= b
        for _ in range(8): c = c >> 1 ^ (0xedb88320 if c & 1 else 0)
    return c ^ 0xffffffff
import zlib; print(crc(b'123456789') == zlib.crc32(b'123456789'), hex(crc(b'x' * 50)))
