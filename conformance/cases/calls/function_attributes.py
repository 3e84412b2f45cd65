def f(a: int, b: str = "x") -> None:
    "doc"
f.tag = 1
print(f.__name__, f.__qualname__, f.__doc__, f.__annotations__, f.__defaults__, f.__module__, f.tag, f.__dict__, f.__closure__, f.__code__.co_varnames, f.__kwdefaults__)
f.__name__ = "g"
print(f.__name__, f.__qualname__)
for name, value in (("__name__", 1), ("__defaults__", 5), ("__code__", 1), ("__closure__", ()), ("__globals__", {})):
    try:
        setattr(f, name, value)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
