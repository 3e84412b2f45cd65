nan = float("nan")
print(nan in [nan], nan == nan, [nan] == [nan], [nan].index(nan), [nan].count(nan), float("nan") in [nan])
