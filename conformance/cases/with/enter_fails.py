class A:
    def __enter__(self): print("A in"); return self
    def __exit__(self, *a): print("A out", a[0].__name__)
class B:
    def __enter__(self): raise ValueError("B")
    def __exit__(self, *a): print("never")
try:
    with A(), B():
        print("never")
except ValueError as e:
    print(e)
