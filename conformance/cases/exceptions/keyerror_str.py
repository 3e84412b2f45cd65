try:
    {}["missing"]
except KeyError as e:
    print(e, str(KeyError("a")), str(KeyError("a", "b")), str(KeyError()))
