class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
import gc
class M(type):
    def __del__(cls): print("del class", cls.__name__)
class D(metaclass=M): x = C("class attribute")
D = None; print("dropped"); gc.collect(); print("collected")
