data = [1, 0]
print([10 // d for d in data])
