g = ExceptionGroup("g", [ValueError(1), ExceptionGroup("n", [TypeError(2), ValueError(3)])])
print(g.split(ValueError))
print(g.subgroup(TypeError), g.subgroup(lambda e: isinstance(e, OSError)), g.subgroup((ValueError, TypeError)) is g)
print(g.derive([KeyError()]))
