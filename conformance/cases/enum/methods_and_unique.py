from enum import Enum, unique
class Planet(Enum):
    EARTH = (5.97, 6.37)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
    def density(self): return round(self.mass / self.radius, 3)
print(Planet.EARTH.density(), Planet.EARTH.value)
try:
    @unique
    class D(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
try:
    class Sub(Planet): pass
except TypeError as e:
    print(e)
