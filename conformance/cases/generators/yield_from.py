def inner():
    x = yield 1
    print("inner got", x)
    return "result"
def outer():
    r = yield from inner()
    print("result is", r)
    yield from [2, 3]
it = outer()
print(next(it), it.send("s"), list(it))
