def g():
    try: yield 1
    finally: print("finally at exit")
a = g()
next(a)
print("end")
