a, b = 3**100, 7**50
print(a * b, a // b, a % b, a - b, -a // b, -a % b, a & b, a | -b, a ^ b, a >> 60, -a >> 60)
