import sys
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name, helper is None, sys is None)
def helper(): pass
_private = C("private")
public = C("public")
__dunder = C("dunder")
