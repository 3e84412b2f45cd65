a = [3, 1, 2]
a.append(4); a.extend("xy"); a.insert(1, "i"); a.insert(-100, "first"); a.insert(100, "last")
print(a, a.pop(), a.pop(0), a.pop(1), a.index("x"), a.count(1))
a.remove("y"); a.reverse()
print(a, a.copy() == a, a.copy() is a)
a.clear()
print(a)
