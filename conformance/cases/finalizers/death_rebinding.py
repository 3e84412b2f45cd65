class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
x = C(1); x = C(2); print("rebound"); del x; print("deleted")
def f():
    global y
    y = C("y"); y = C("y2")
f(); print("f"); y = None
x, z = C(3), C(4); x, z = z, x; print("swapped"); x = z = None
with_ = [C(5)]
for with_[0] in [C(6), C(7)]: print("in loop")
print("end"); with_ = None
