x: int = 3
y: str
print(x, __annotations__)
try:
    y
except NameError as e:
    print(e)
