g = ExceptionGroup("g", [ValueError(1), TypeError("t")])
print(repr(g), str(g), g.message, g.exceptions, isinstance(g, Exception))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
for a in ((), ("m",), ("m", []), ("m", [1]), (1, [ValueError()]), ("m", 5)):
    try:
        ExceptionGroup(*a)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    ExceptionGroup("m", [KeyboardInterrupt()])
except TypeError as e:
    print(e)
