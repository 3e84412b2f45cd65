import sys
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name, value, C is None)
value = 5
sys.kept = C("kept by sys")
import builtins
builtins.kept = C("kept by builtins")
other = C("plain")
