def g():
    for i in range(10):
        print("next", i)
        yield i
try:
    a, b = g()
except ValueError as e:
    print(e)
