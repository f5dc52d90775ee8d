import hashlib
for name in ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"]:
    h = hashlib.new(name)
    print(name, h.digest_size, h.block_size, h.name)
    all = getattr(hashlib, name)()
    for n in [0, 1, 3, 55, 56, 57, 63, 64, 65, 111, 112, 113, 127, 128, 129, 135, 136, 137, 200, 1000]:
        data = bytes(i * 7 % 256 for i in range(n))
        d = hashlib.new(name, data)
        e = hashlib.new(name)
        for i in range(0, n, 13):
            e.update(data[i:i + 13])
        assert d.digest() == e.digest()
        all.update(d.digest())
        c = d.copy()
        c.update(b"x")
        assert c.digest() != d.digest() and d.digest() == e.digest()
    print(all.hexdigest())
for f in [hashlib.shake_128, hashlib.shake_256]:
    print(f(b"abc").hexdigest(20), f().digest(3), len(f(b"q").digest(500)), f(b"z" * 400).hexdigest(8))
print(hashlib.blake2b(b"data", digest_size=20, key=b"key", salt=b"salt", person=b"me").hexdigest())
print(hashlib.blake2s(b"data", digest_size=10, key=b"key" * 5, fanout=2, depth=2, leaf_size=100, node_offset=3, node_depth=1, inner_size=32, last_node=True).hexdigest())
try:
    hashlib.md5("text")
except TypeError as e:
    print(e)
import hmac
print(hmac.new(b"key", b"message", "sha256").hexdigest())
