a = b = c = [1]
b.append(2)
print(a, c is a)
