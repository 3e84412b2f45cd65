x = "outer"
print([x for x in range(3)], x)
def f():
    return [locals() for i in range(1)]
print(f()[0].keys() - {".0"})
