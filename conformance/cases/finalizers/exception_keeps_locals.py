class C:
    def __del__(self): print("del")
def f():
    c = C()
    raise ValueError
try:
    f()
except ValueError as e:
    print("handling")
print("after")
