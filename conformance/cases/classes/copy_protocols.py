import copy
class C:
    def __init__(self): self.l = [1]
    def __copy__(self):
        print("copy")
        return self
    def __deepcopy__(self, memo):
        print("deepcopy")
        return self
c = C()
copy.copy(c); copy.deepcopy([c])
class P:
    def __init__(self): self.l = [1]
p = P()
q, r = copy.copy(p), copy.deepcopy(p)
print(q.l is p.l, r.l is p.l, r.l)
