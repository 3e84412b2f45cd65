import sys
print()
print("a", 1, None, sep="-", end="!\n")
print("x", file=sys.stdout, flush=True)
print(*[1, 2], sep="")
print("a", "b", sep=None, end=None)
class W:
    def write(self, s): sys.stdout.write("<%r>" % s)
print("a", "b", file=W())
print()
for k in ({"sep": 1}, {"end": 1}, {"file": 1}, {"nope": 1}):
    try:
        print("x", **k)
    except (TypeError, AttributeError) as e:
        print(e)
