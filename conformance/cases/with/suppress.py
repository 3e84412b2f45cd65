class M:
    def __enter__(self): pass
    def __exit__(self, *a): return True
with M():
    raise ValueError
print("after")
