import hashlib, hmac, base64, binascii, secrets, uuid
print(hashlib.md5(b'a').hexdigest(), hashlib.sha1(b'a').hexdigest()[:16], hashlib.sha256(b'abc').hexdigest(), hashlib.sha512(b'').hexdigest()[:20], hashlib.sha3_256(b'x').hexdigest()[:16], hashlib.blake2b(b'x', digest_size=8).hexdigest(), hashlib.new('sha224', b'q').hexdigest()[:10])
h = hashlib.sha256(); h.update(b'a'); c = h.copy(); h.update(b'bc'); print(h.hexdigest() == hashlib.sha256(b'abc').hexdigest(), c.digest()[:4], h.digest_size, h.block_size, h.name)
print(hmac.new(b'k', b'm', 'sha256').hexdigest()[:16], hmac.compare_digest(b'a', b'a'), hashlib.pbkdf2_hmac('sha256', b'p', b's', 10).hex()[:16])
print(base64.b64encode(b'hi?>'), base64.urlsafe_b64encode(b'hi?>'), base64.b64decode('aGk/Pg=='), base64.b32encode(b'a'), base64.b16encode(b'\xff'), base64.b85encode(b'abcd'), base64.a85encode(b'abcd'), base64.encodebytes(b'x' * 60), binascii.hexlify(b'ab', '-'), binascii.unhexlify('6162'), binascii.crc32(b'x'))
for bad in (lambda: base64.b64decode('a'), lambda: base64.b64decode('a*==', validate=True), lambda: hashlib.new('nope'), lambda: hashlib.md5('text'), lambda: binascii.unhexlify('a'), lambda: base64.b32decode('1')):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(len(secrets.token_hex(4)), 0 <= secrets.randbelow(5) < 5, secrets.choice([1]), uuid.UUID('12345678123456781234567812345678'), uuid.uuid5(uuid.NAMESPACE_DNS, 'x.org'), uuid.uuid4().version, uuid.UUID(int=5).hex[-3:])
