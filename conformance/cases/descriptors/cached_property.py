from functools import cached_property
class C:
    @cached_property
    def x(self):
        print("computed")
        return 5
c = C()
print(c.x, c.x, c.__dict__)
del c.x
print(c.x)
