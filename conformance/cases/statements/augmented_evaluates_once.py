def f():
    print("once")
    return 0
a = [10]
a[f()] += 5
print(a)
