a = [3, 0, 1]
try:
    a.sort(key=lambda x: 1 / x)
except ZeroDivisionError as e:
    print(e, sorted(a))
