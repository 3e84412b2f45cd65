print(type(str.upper).__name__, type(str.__add__).__name__, type("".upper).__name__, type("".__add__).__name__, type(int.real).__name__, type(type.__dict__["__name__"]).__name__, str.upper("a"), int.__add__(1, 2), int.real.__get__(5))
for f in (lambda: str.upper(1), lambda: int.__add__("a", 1), lambda: str.upper(), lambda: int.real.__get__("a"), lambda: int.__add__(), lambda: list.append.__get__(1)):
    try:
        f()
    except TypeError as e:
        print(e)
