class Color:
    RED = 1
import math
def f(x):
    match x:
        case Color.RED: return "red"
        case math.pi: return "pi"
    return None
print(f(1), f(math.pi), f(2))
