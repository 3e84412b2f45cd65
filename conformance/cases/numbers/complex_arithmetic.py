z = 3 + 4j
print(z + 1, z * 2j, z / (1 - 1j), -z, abs(z), z.conjugate(), z.real, z.imag, z ** 2, z == 3 + 4j, z != 3, hash(z))
