def f(): return
def g(): pass
def h(): return 1, 2
print(f(), g(), h())
