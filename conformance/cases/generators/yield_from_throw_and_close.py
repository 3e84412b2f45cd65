def inner():
    try:
        yield 1
    except ValueError:
        print("inner caught")
        yield 2
    finally:
        print("inner done")
def outer():
    yield from inner()
it = outer()
print(next(it), it.throw(ValueError))
it.close()
