class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def g(c):
    d = C("local")
    try: yield 1
    finally: print("finally")
a = g(C("arg")); next(a); a = None; print("1")
a = g(C("arg2")); a = None; print("2")
a = g(C("arg3")); next(a); a.close(); print("closed"); a = None
a = g(C("arg4")); list(a); print("exhausted")
def h(): yield C("yielded")
for x in h(): print("got")
print("loop over"); x = None
e = (C(i) for i in range(2)); next(e); print("next"); e = None
