def g():
    try:
        yield
    finally:
        print("finalized")
it = g()
next(it)
del it
print("after")
