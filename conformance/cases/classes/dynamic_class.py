C = type("C", (object,), {"x": 1, "f": lambda self: self.x})
print(C().f(), C.__name__, C.__module__, type(C))
for a in (("C",), ("C", (), 1), (1, (), {}), ("C", 1, {}), ("C", (1,), {}), ("a\0b", (), {})):
    try:
        type(*a)
    except (TypeError, ValueError) as e:
        print(e)
