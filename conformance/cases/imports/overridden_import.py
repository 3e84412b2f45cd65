import builtins
import math
import os
original = builtins.__import__
def spy(name, globals=None, locals=None, fromlist=(), level=0):
    print("import", name, fromlist, level)
    return original(name, globals, locals, fromlist, level)
builtins.__import__ = spy
import sys
import os.path as p
from math import pi, e as euler
from math import *
builtins.__import__ = original
import sys
