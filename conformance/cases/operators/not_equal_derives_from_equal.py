class C:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
print(C(1) == C(1), C(1) != C(1), C(1) != C(2))
try:
    hash(C(1))
except TypeError as e:
    print(e)
