import os, tempfile
path = os.path.join(tempfile.mkdtemp(), "f.txt")
with open(path, "w") as f:
    print(f.write("line 1\nline 2\n"), f.closed, f.mode)
with open(path) as f:
    print(f.readline(), f.read(), repr(f.read()))
with open(path, "rb") as f:
    print(f.read(4), f.tell(), f.seek(0), f.readlines())
with open(path, "a") as f: f.write("more")
print(list(open(path)), f.closed)
for a in ((path, "q"), (path + ".nope",), (path, "rb", -1, "utf-8"), (path, "rw")):
    try:
        open(*a)
    except (ValueError, OSError) as e:
        print(type(e).__name__, str(e).replace(path, "PATH"))
try:
    f.read()
except ValueError as e:
    print(e)
os.remove(path)
