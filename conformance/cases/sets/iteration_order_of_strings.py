print({"apple", "banana", "cherry", "date"}, set("hello world"), frozenset(["x", "y", "z"]))
