def g():
    while True:
        try:
            yield "waiting"
        except ValueError as e:
            yield "caught %s" % e
it = g()
next(it)
print(it.throw(ValueError("v")), it.throw(ValueError("w")) if False else next(it))
try:
    it.throw(KeyError, "k")
except KeyError as e:
    print("out", e)
print(list(it))
