print("hello".startswith("he"), "hello".startswith(("x", "he")), "hello".startswith("l", 2), "hello".endswith("lo", 0, -1), "hello".removeprefix("he"), "hello".removesuffix("lo"), "hello".removeprefix("x"), "".startswith(""), "a".startswith("", 2))
try:
    "a".startswith(1)
except TypeError as e:
    print(e)
