import builtins
original = builtins.__import__
def spy(name, *a):
    print("import", name, a[2] if len(a) > 2 else None)
    return original(name, *a)
builtins.__import__ = spy
import string
from math import pi
builtins.__import__ = original
