from enum import Enum, auto
class Color(Enum):
    RED = 1
    GREEN = 2
    ALSO_RED = 1
class Letter(Enum):
    A = auto()
    B = auto()
print(Color.RED, repr(Color.GREEN), Color(2), Color["RED"], Color.RED.name, Letter.B.value, list(Color), Color.ALSO_RED is Color.RED, len(Color), Color.RED in Color, Color.__members__.keys())
for f in (lambda: Color(9), lambda: Color["X"], lambda: setattr(Color, "RED", 5), lambda: Color.RED < Color.GREEN):
    try:
        f()
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)
