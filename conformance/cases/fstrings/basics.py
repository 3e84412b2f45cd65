name, n = "x", 3.14159
print(f"{name}={n:.2f}", f"{n!r:>10}", f"{name!s}", f"{'é'!a}", f"{{}}", f"{n:{10}.{2}}", f"{name}" "plain" f"{n}")
