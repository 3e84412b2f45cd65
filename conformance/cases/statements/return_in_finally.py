def f():
    try:
        raise ValueError
    finally:
        return "finally wins"
print(f())
