class C: pass
c = C()
c.__dict__["y"] = 2
print(c.y, vars(c))
c.__dict__ = {"z": 3}
print(c.z, hasattr(c, "y"))
try:
    c.__dict__ = 5
except TypeError as e:
    print(e)
print(type(C.__dict__).__name__)
try:
    C.__dict__["a"] = 1
except TypeError as e:
    print(e)
