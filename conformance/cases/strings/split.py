print("a b  c ".split(), "a,b,,c".split(","), "a,b,c".split(",", 1), "a b c".rsplit(None, 1), "".split(), "".split(","), " a  b ".split(maxsplit=1), "a--b".split("--"), "x".rsplit("x"))
try:
    "a".split("")
except ValueError as e:
    print(e)
