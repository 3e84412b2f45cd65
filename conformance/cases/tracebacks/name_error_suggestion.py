some_value = 1
print(some_valeu)
