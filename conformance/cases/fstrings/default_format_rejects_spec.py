class C:
    def __repr__(self): return "C"
print(f"{C()}", f"{C()!r:>3}")
try:
    f"{C():>3}"
except TypeError as e:
    print(e)
