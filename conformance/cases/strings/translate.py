t = str.maketrans({"a": "1", "b": None, 99: "see"})
print("abcd".translate(t), "hello".translate(str.maketrans("el", "ip")), "hello".translate(str.maketrans("e", "a", "l")), str.maketrans("ab", "cd"))
try:
    str.maketrans("ab", "c")
except ValueError as e:
    print(e)
