class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f():
    c = C("in f")
    raise ValueError(C("arg"))
try: f()
except ValueError as e: print("caught")
print("after")
try: f()
except ValueError: print("caught 2")
print("after 2")
def g():
    try: f()
    finally: print("finally")
try: g()
except ValueError as e: k = e
print("kept"); k = None; print("end")
