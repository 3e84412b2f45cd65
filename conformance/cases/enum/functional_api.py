from enum import Enum
A = Enum("A", "x y z")
B = Enum("B", {"one": 1, "two": 2})
print(list(A), B.two, A.x.value, A.__module__)
