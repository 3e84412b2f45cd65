z = 3.14159 - 2.5j
print(f"{z:.2f}", f"{z:+.1e}", f"{z}", f"{z:>20.1f}", f"{1j:g}")
try:
    f"{z:05}"
except ValueError as e:
    print(e)
