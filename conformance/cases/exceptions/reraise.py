def f():
    try:
        raise ValueError("v")
    except ValueError:
        print("handling")
        raise
try:
    f()
except ValueError as e:
    print(e, e.__traceback__.tb_next.tb_lineno)
