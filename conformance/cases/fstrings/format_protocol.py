class C:
    def __format__(self, spec): return "<%s>" % spec
print(f"{C()}", f"{C():abc}", f"{C():{1}{2}}", format(C()), "{:x y}".format(C()))
class D: 
    def __format__(self, spec): return 1
try:
    f"{D()}"
except TypeError as e:
    print(e)
