class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        print(self.v, "<", o.v)
        return self.v < o.v
    def __repr__(self): return str(self.v)
print(sorted([C(3), C(1), C(2), C(5), C(4)]))
