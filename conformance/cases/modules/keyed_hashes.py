import hashlib
import hmac

h = hmac.new(b"key", b"message", "sha256")
print(h.hexdigest(), h.name, h.digest_size, h.block_size)
print(hmac.digest(b"k" * 200, b"m", "md5").hex(), hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"))
print(hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 100, 25).hex())
print(hashlib.scrypt(b"password", salt=b"NaCl", n=16, r=1, p=1, dklen=16).hex())
for action in (lambda: hmac.new(b"k", b"m"), lambda: hmac.new("k", b"m", "md5"), lambda: hmac.new(b"k", b"m", "none"),
               lambda: hashlib.pbkdf2_hmac("md5", b"", b"", 0)):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
