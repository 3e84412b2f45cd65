def g():
    print("start")
    x = yield 1
    print("got", x)
    yield 2
    return "value"
it = g()
print(next(it))
print(it.send("sent"))
try:
    next(it)
except StopIteration as e:
    print("stop", e.value)
print(next(it, "default"))
