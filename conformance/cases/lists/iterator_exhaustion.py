a = [1]
it = iter(a)
print(next(it), next(it, "end"))
a.append(2)
print(next(it, "still the end"))
