import traceback
def f(): raise ValueError("v")
try:
    f()
except ValueError as e:
    print(traceback.format_exception_only(e))
    print(traceback.format_exc())
    print([(s.name, s.lineno, s.line) for s in traceback.extract_tb(e.__traceback__)])
