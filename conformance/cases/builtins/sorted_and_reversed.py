print(sorted([3, 1, 2], reverse=True), sorted({"b": 1, "a": 2}), sorted("hello", key=lambda c: (-ord(c), c)))
class R:
    def __reversed__(self): return iter("rev")
class S:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 10
print(list(reversed(R())), list(reversed(S())))
for x in ({1}, 5, iter([]), (i for i in ())):
    try:
        reversed(x)
    except TypeError as e:
        print(e)
