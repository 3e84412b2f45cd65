def f():
    def g():
        try:
            for i in range(5):
                yield i
        finally:
            print("closed")
    for x in g():
        if x == 2:
            return x
print(f())
