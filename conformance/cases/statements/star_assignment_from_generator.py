def g():
    for i in range(3):
        print("yield", i)
        yield i
a, *b = g()
print(a, b)
