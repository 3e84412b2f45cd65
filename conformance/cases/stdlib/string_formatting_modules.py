import base64, binascii, hashlib, zlib
print(base64.b64encode(b"hello"), base64.b64decode("aGk="), binascii.hexlify(b"ab"), hashlib.md5(b"").hexdigest(), hashlib.sha256(b"abc").hexdigest(), hashlib.sha1(b"x").hexdigest(), zlib.crc32(b"hello"), zlib.adler32(b"hello"))
