import math
import os.path as p
from math import sqrt, pi as PI
from collections import *
print(math.floor(2.5), p.join("a", "b"), sqrt(4), PI > 3, OrderedDict.__name__, "os" in globals())
