import gzip
import hashlib
import io
import tarfile
import zipfile

packed = gzip.compress(b"some text\nmore\n" * 50, mtime=0)
print(hashlib.md5(packed).hexdigest(), gzip.open(io.BytesIO(packed), "rt").readline())
buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr(zipfile.ZipInfo("a.txt", (2020, 1, 2, 3, 4, 6)), "hello " * 40)
    z.writestr(zipfile.ZipInfo("d/b.txt", (2020, 1, 2, 3, 4, 6)), b"\x00\x01")
with zipfile.ZipFile(buffer) as z:
    print(z.namelist(), z.read("a.txt")[:11], z.testzip(), [i.CRC for i in z.infolist()])
tar = io.BytesIO()
with tarfile.open(fileobj=tar, mode="w:gz") as t:
    info = tarfile.TarInfo("x")
    info.size = 3
    t.addfile(info, io.BytesIO(b"abc"))
tar.seek(0)
print(tarfile.open(fileobj=tar).extractfile("x").read())
for bad in (lambda: gzip.decompress(packed[:-4]), lambda: gzip.decompress(b"xx"), lambda: zipfile.ZipFile(io.BytesIO(b"no"))):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
