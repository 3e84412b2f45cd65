print("-".join("abc"), "".join([]), ", ".join(("a",)))
for x in (["a", 1], [b"a"], 5):
    try:
        "-".join(x)
    except TypeError as e:
        print(e)
