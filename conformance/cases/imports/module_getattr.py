import _lazy
print(_lazy.anything, dir(_lazy))
from _lazy import made
print(made)
