import sys, types
m = types.ModuleType("extra")
exec("class C:\n    def __init__(self, n): self.n = n\n    def __del__(self): print('del', self.n, g)\ng = 7\na = C('a')\n_b = C('_b')", m.__dict__)
sys.modules["extra"] = m
print("end")
