x = 5
print(rf"\n{x}", f"\n{x}\t".encode(), f"\x41{x}\N{BULLET}")
