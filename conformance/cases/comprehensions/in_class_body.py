class C:
    n = 3
    a = [i for i in range(n)]
    try:
        b = [n for i in range(1)]
    except NameError as e:
        print(e)
print(C.a)
