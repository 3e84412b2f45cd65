a = b = []
print(a is b, a is not b, [] is [], None is None)
