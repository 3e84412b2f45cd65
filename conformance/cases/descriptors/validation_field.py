class Positive:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, o, t=None): return self if o is None else getattr(o, self.name)
    def __set__(self, o, v):
        if v <= 0: raise ValueError("%s must be positive" % self.name[1:])
        setattr(o, self.name, v)
class P:
    price = Positive()
    def __init__(self, price): self.price = price
print(P(5).price)
try:
    P(-1)
except ValueError as e:
    print(e)
