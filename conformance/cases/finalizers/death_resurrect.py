class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
kept = []
class R:
    def __del__(self):
        print("del R")
        kept.append(self)
r = R(); r.c = C("inside"); r = None; print(len(kept)); kept.clear(); print("cleared")
