class L(list):
    def append(self, x):
        super().append(x * 2)
l = L([1])
l.append(2)
l.attribute = "a"
print(l, type(l + [1]).__name__, type(l[:]).__name__, l.attribute, isinstance(l, list))
