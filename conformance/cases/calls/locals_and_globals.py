def f(a):
    b = 2
    l = locals()
    l["a"] = 99
    return a, sorted(locals())
print(f(1), globals()["f"] is f, locals() is globals())
