import sys
try:
    import _fails
except ZeroDivisionError as e:
    print(e, "_fails" in sys.modules)
