class M:
    def __enter__(self): pass
    def __exit__(self, *a): 1 / 0
with M():
    x = 1
