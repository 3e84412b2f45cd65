class It:
    def __iter__(self): return self
    def __next__(self): return next(iter([]))
print(list(It()))
def f(): return [next(iter([])) for _ in range(2)]
try:
    f()
except StopIteration:
    print("StopIteration escapes from a list comprehension")
