print(dir(None)[-3:], "append" in dir([]), [n for n in dir() if not n.startswith("__")], dir.__name__)
class C:
    def __dir__(self): return 5
try:
    dir(C())
except TypeError as e:
    print(e)
