def f():
    import string
    return string.digits
print(f(), "string" in globals())
