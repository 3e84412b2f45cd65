import hashlib
import zlib

data = b"the quick brown fox " * 200 + bytes(range(256)) * 4
for level in range(-1, 10):
    packed = zlib.compress(data, level)
    print(level, len(packed), hashlib.md5(packed).hexdigest(), zlib.decompress(packed) == data)
c = zlib.compressobj(6, zlib.DEFLATED, -15, 5, zlib.Z_FILTERED)
packed = c.compress(data[:999]) + c.flush(zlib.Z_SYNC_FLUSH) + c.copy().flush() + c.compress(data[999:]) + c.flush()
print(hashlib.md5(packed).hexdigest())
d = zlib.decompressobj()
packed = zlib.compress(data) + b"rest"
print(len(d.decompress(packed, 10)), len(d.unconsumed_tail), d.eof)
print(len(d.decompress(d.unconsumed_tail)), d.unused_data, d.eof, d.flush())
print(zlib.crc32(data), zlib.adler32(data), zlib.crc32(b"x", 5), zlib.adler32(b"x", 5))
for action in (lambda: zlib.decompress(b"abc"), lambda: zlib.decompress(packed[:20]), lambda: zlib.compress(b"", 10),
               lambda: zlib.compressobj(wbits=99), lambda: zlib.decompressobj().decompress(b"xx")):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
