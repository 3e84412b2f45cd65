def f(): f()
for _ in range(2):
    try:
        f()
    except RecursionError as e:
        print(type(e).__name__, e)
